package io.sekisho.proxy.littleproxy;

import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Follows the responses on one connection: each request has one, behind any number of interim ones,
 * and a second head inside of it was made up to cover a failure.
 */
final class ResponseWatch {
  private boolean owed;
  private boolean inside;
  private boolean interim;

  /** A request was passed on. */
  void owed() {
    owed = true;
  }

  /** Whether a request's response has not come to its end. */
  boolean isOwed() {
    return owed;
  }

  /** Whether this part may follow those before. */
  boolean accepts(HttpObject part) {
    if (part.decoderResult().isFailure()) {
      return false;
    }
    if (part instanceof HttpResponse head) {
      if (!owed || inside) {
        return false;
      }
      inside = true;
      interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
    if (part instanceof LastHttpContent) {
      inside = false;
      owed = owed && interim;
      interim = false;
    }
    return true;
  }
}
