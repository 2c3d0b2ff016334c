package io.sekisho.proxy.gateway;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.egress.Destination;
import io.sekisho.proxy.egress.Diverted;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.RequestTarget;
import io.sekisho.proxy.http.Step;
import io.sekisho.proxy.http.exchange.RequestRouter;
import io.sekisho.proxy.http.exchange.Route;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What requests on one diverted connection ask for: each goes where the client connected to, and
 * what its Host field or its target calls that is judged together with the address.
 */
final class GatewayRouter implements RequestRouter {
  private final Diverted diverted;

  GatewayRouter(Diverted diverted) {
    this.diverted = diverted;
  }

  @Override
  public Route route(RequestHead head, InetSocketAddress reached) {
    if (head.method().equals("OPTIONS") && head.target().equals("*")) {
      return byHost(head, "*");
    }
    return RequestTarget.of(head)
        .fold(
            () -> malformed("the request target is incomplete"),
            target ->
                target.fold(
                    new RequestTarget.Cases<>(
                        absolute -> byTarget(head, absolute),
                        authority -> toAnotherProxy(authority.authority()),
                        origin -> byHost(head, origin.path()))),
            fault -> malformed(fault.reason()));
  }

  /** The client takes whoever it connected to for a proxy, and wants to get on from there. */
  private Route toAnotherProxy(Endpoint target) {
    return new Route.Tunnel(
        target, List.of(original(), new Clue(Clue.Kind.CONNECT_TARGET, target)));
  }

  /** The authority of the target replaces the Host field (RFC 9112, 3.2.2), which is judged too. */
  private Route byTarget(RequestHead head, RequestTarget.Absolute target) {
    return host(head)
        .fold(
            () -> malformed("the Host field is incomplete"),
            host -> {
              List<Clue> clues = clues(Clue.Kind.REQUEST_TARGET, target.authority(), target.path());
              if (head.headers().has("Host") && !host.equals(target.authority())) {
                clues.addAll(named(Clue.Kind.HOST, host, target.path()));
              }
              return forward(target.authority(), target.path(), clues);
            },
            fault -> malformed(fault.reason()));
  }

  private Route byHost(RequestHead head, String path) {
    return host(head)
        .fold(
            () -> malformed("the Host field is incomplete"),
            host -> forward(host, path, clues(Clue.Kind.HOST, host, path)),
            fault -> malformed(fault.reason()));
  }

  /** What the Host field says; where HTTP/1.0 has none, the address that was connected to. */
  private Step<Endpoint> host(RequestHead head) {
    int hosts = head.headers().count("Host");
    if (hosts > 1) {
      return Step.bad("more than one Host field");
    }
    if (hosts == 0) {
      return head.version() == HttpVersion.HTTP_1_0
          ? Step.done(diverted.original())
          : Step.bad("no Host field in HTTP/1.1");
    }
    return RequestTarget.hostField(
        head.headers().first("Host").orElse(""), RequestTarget.HTTP_PORT);
  }

  private Route forward(Endpoint authority, String path, List<Clue> clues) {
    return new Route.Forward(new Destination(authority, diverted), path, clues);
  }

  private List<Clue> clues(Clue.Kind kind, Endpoint authority, String path) {
    List<Clue> clues = named(kind, authority, path);
    clues.add(0, original());
    return clues;
  }

  private Clue original() {
    return new Clue(Clue.Kind.ORIGINAL_DESTINATION, diverted.original());
  }

  /** A name counts at the port that was connected to, and at the one that it is given with. */
  private List<Clue> named(Clue.Kind kind, Endpoint authority, String path) {
    List<Clue> clues = new ArrayList<>(3);
    int port = diverted.original().port();
    clues.add(new Clue(kind, new Endpoint(authority.host(), port), path));
    if (authority.port() != port && authority.port() != RequestTarget.HTTP_PORT) {
      clues.add(new Clue(kind, authority, path));
    }
    return clues;
  }

  private static Route malformed(String detail) {
    return new Route.Refused(RefusalReason.MALFORMED, detail);
  }
}
