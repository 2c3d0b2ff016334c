package io.sekisho.proxy.explicit;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Watches every buffer that is taken in this process, until it is closed. */
final class BufferLeaks implements AutoCloseable {
  private static final int COLLECTIONS = 3;

  private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
  private final List<String> leaks = new CopyOnWriteArrayList<>();

  BufferLeaks() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + records));
  }

  /** What was lost without having been released, of all that was taken until now. */
  List<String> found() {
    for (int i = 0; i < COLLECTIONS; i++) {
      WeakReference<Object> garbage = new WeakReference<>(new Object());
      Await.until(
          "garbage is collected",
          () -> {
            System.gc();
            return garbage.get() == null;
          });
      ByteBufAllocator.DEFAULT.buffer().release();
    }
    return leaks;
  }

  @Override
  public void close() {
    ResourceLeakDetector.setLevel(before);
  }
}
