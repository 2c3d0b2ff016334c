package io.sekisho.proxy.explicit;

/** The data planes that are held against the same tests. */
enum Engine {
  NATIVE(DataPlane.NATIVE),
  LITTLEPROXY(DataPlane.LITTLEPROXY);

  private final DataPlane plane;

  Engine(DataPlane plane) {
    this.plane = plane;
  }

  static Engine of(DataPlane plane) {
    return valueOf(plane.name());
  }

  DataPlane plane() {
    return plane;
  }
}
