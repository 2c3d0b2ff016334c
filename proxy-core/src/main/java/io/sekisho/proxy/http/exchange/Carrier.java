package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.egress.Dialling;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.RequestHead;

/**
 * Another proxy in this process, which takes requests to their servers. It is spoken to like a
 * parent proxy, but dials what it is told to.
 */
@FunctionalInterface
public interface Carrier {

  /**
   * How a request's server is dialled. The head goes ahead with it; the rest follows on the
   * connection that comes of it, which carries other requests later on.
   *
   * @param head with a target in absolute form
   */
  Dialling carry(RequestHead head, BodyFraming framing);
}
