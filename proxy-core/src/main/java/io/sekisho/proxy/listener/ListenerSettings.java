package io.sekisho.proxy.listener;

import io.sekisho.proxy.Limits;
import java.net.InetSocketAddress;
import java.util.List;

/** What every way in is told. */
public interface ListenerSettings {

  /** Addresses to listen on; port 0 takes a free one. */
  List<InetSocketAddress> listen();

  Limits limits();
}
