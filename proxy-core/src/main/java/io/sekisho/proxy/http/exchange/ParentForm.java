package io.sekisho.proxy.http.exchange;

import io.sekisho.proxy.ParentProxy;
import io.sekisho.proxy.http.Forwarding;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.Headers.Field;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.RequestTarget;
import io.sekisho.rules.indicator.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How requests are written for the parent proxy: with whole targets, and a login. */
final class ParentForm {
  private final List<Field> login;

  /** Without a login where the parent asks for none. */
  ParentForm(Optional<ParentProxy.Login> login) {
    this.login =
        login.map(given -> new Field("Proxy-Authorization", given.basic())).stream().toList();
  }

  /** The target in absolute form; OPTIONS of the whole server has no path (RFC 9112, 3.2.4). */
  static String target(Endpoint destination, String path) {
    String authority =
        destination.port() == RequestTarget.HTTP_PORT
            ? destination.host().inAuthority()
            : destination.toString();
    return "http://" + authority + (path.equals("*") ? "" : path);
  }

  /** A request that is forwarded, with the login. */
  RequestHead request(RequestHead forwarded) {
    return login.isEmpty() ? forwarded : forwarded.with(login.get(0));
  }

  /** What asks for a tunnel in the place of a client that did. */
  RequestHead connect(Endpoint destination, RequestHead asked) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Host", destination.toString()));
    asked.headers().fields().stream()
        .filter(field -> field.name().equalsIgnoreCase("Via"))
        .forEach(fields::add);
    fields.add(new Field("Via", Forwarding.via(asked.version())));
    fields.addAll(login);
    return new RequestHead(
        "CONNECT", destination.toString(), HttpVersion.HTTP_1_1, new Headers(fields));
  }
}
