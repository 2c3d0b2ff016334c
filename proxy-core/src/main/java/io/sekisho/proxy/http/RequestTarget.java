package io.sekisho.proxy.http;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Parsed;
import io.sekisho.rules.indicator.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** What a request target means (RFC 9112, 3.2). The asterisk form is of no use to a proxy. */
public sealed interface RequestTarget {
  int HTTP_PORT = 80;

  /**
   * A request to be passed on.
   *
   * @param path with the query; begins with a slash, or is {@code *} for OPTIONS of the whole
   *     server
   */
  record Absolute(Endpoint authority, String path) implements RequestTarget {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.absolute().apply(this);
    }
  }

  /** The other end of a tunnel. */
  record Authority(Endpoint authority) implements RequestTarget {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.authority().apply(this);
    }
  }

  /** A request to whoever listens here, as to any web server. */
  record Origin(String path) implements RequestTarget {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.origin().apply(this);
    }
  }

  /** One branch per form. */
  record Cases<R>(
      Function<Absolute, R> absolute,
      Function<Authority, R> authority,
      Function<Origin, R> origin) {}

  <R> R fold(Cases<R> cases);

  /** Reads the target of a request; what cannot be one thing only is refused. */
  static Step<RequestTarget> of(RequestHead head) {
    String target = head.target();
    if (head.method().equals("CONNECT")) {
      return authority(target, Endpoint::parse).then(to -> Step.done(new Authority(to)));
    }
    if (target.startsWith("/")) {
      return Step.done(new Origin(target));
    }
    int scheme = target.indexOf("://");
    if (scheme < 0) {
      return Step.bad("the request target is neither absolute nor an authority");
    }
    if (!target.regionMatches(true, 0, "http", 0, scheme) || scheme != 4) {
      return Step.bad("the scheme of the request target is not http; https goes by CONNECT");
    }
    return absolute(head.method(), target, scheme + 3);
  }

  private static Step<RequestTarget> absolute(String method, String target, int from) {
    if (target.indexOf('#') >= 0) {
      return Step.bad("the request target has a fragment");
    }
    int end = from;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    String rest = target.substring(end);
    String bare = method.equals("OPTIONS") ? "*" : "/";
    String path = rest.isEmpty() ? bare : rest.startsWith("?") ? "/" + rest : rest;
    return hostField(target.substring(from, end), HTTP_PORT)
        .then(authority -> Step.done(new Absolute(authority, path)));
  }

  /** Reads the value of a Host field, which names the port only if it is not the usual one. */
  static Step<Endpoint> hostField(String value, int usualPort) {
    return authority(value, text -> Endpoint.parseWithDefaultPort(text, usualPort));
  }

  private static Step<Endpoint> authority(
      String text, Function<CharSequence, Parsed<Endpoint>> reading) {
    if (text.indexOf('@') >= 0) {
      return Step.bad("the authority has a user name in it");
    }
    return reading.apply(unicode(text)).fold(Step::done, RequestTarget::unreadable);
  }

  private static String unicode(String latin1) {
    for (int i = 0; i < latin1.length(); i++) {
      if (latin1.charAt(i) >= 0x80) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
    }
    return latin1;
  }

  private static Step<Endpoint> unreadable(Refusal reason) {
    return Step.bad("the authority is not a host and port: " + reason.label());
  }
}
