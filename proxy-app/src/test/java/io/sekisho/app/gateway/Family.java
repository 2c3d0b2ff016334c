package io.sekisho.app.gateway;

/** The two kinds of addresses; everybody in the {@link Network} has one of each. */
enum Family {
  V4("10.1.0.2", "10.2.0.1", "10.1.0.1", "10.2.0.2", "10.2.0.3"),
  V6("fd01::2", "fd02::1", "fd01::1", "fd02::2", "fd02::3");

  private final String client;
  private final String gateway;
  private final String inbound;
  private final String server;
  private final String listed;

  Family(String client, String gateway, String inbound, String server, String listed) {
    this.client = client;
    this.gateway = gateway;
    this.inbound = inbound;
    this.server = server;
    this.listed = listed;
  }

  String client() {
    return client;
  }

  /** The gateway as servers see it. */
  String gateway() {
    return gateway;
  }

  /** The gateway as clients see it. */
  String inbound() {
    return inbound;
  }

  String server() {
    return server;
  }

  /** Another address of the server, which is on a list. */
  String listed() {
    return listed;
  }

  /** An address as URIs have it. */
  String inUri(String address) {
    return this == V6 ? "[" + address + "]" : address;
  }

  String at(String address, int port) {
    return inUri(address) + ":" + port;
  }
}
