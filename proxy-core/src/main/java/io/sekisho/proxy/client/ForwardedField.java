package io.sekisho.proxy.client;

import io.sekisho.proxy.http.Headers.Field;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.rules.indicator.IpAddress;
import java.util.Locale;

/**
 * The field by which servers are told where a request came from. Whatever the client itself says of
 * that has been dropped before, so there is never more than this one value.
 */
public enum ForwardedField {
  OFF {
    @Override
    public RequestHead addTo(RequestHead head, IpAddress client) {
      return head;
    }
  },
  /** RFC 7239. */
  FORWARDED {
    @Override
    public RequestHead addTo(RequestHead head, IpAddress client) {
      String node = client.isV4() ? client.toString() : "\"[" + client + "]\"";
      return head.with(new Field("Forwarded", "for=" + node));
    }
  },
  X_FORWARDED_FOR {
    @Override
    public RequestHead addTo(RequestHead head, IpAddress client) {
      return head.with(new Field("X-Forwarded-For", client.toString()));
    }
  };

  /** Its word in the configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The head to send to the server. */
  public abstract RequestHead addTo(RequestHead head, IpAddress client);
}
