package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.http.RequestHead;
import java.net.InetSocketAddress;

/** Says what a request asks for. Called on the event loop; pure. */
@FunctionalInterface
public interface RequestRouter {

  /**
   * Reads what {@code head} asks for.
   *
   * @param reached the address of ours that the client connected to
   */
  Route route(RequestHead head, InetSocketAddress reached);
}
