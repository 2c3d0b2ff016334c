package io.sekisho.proxy.explicit;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.ca.InstallFile;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.proxy.egress.Destination;
import io.sekisho.proxy.http.RequestClues;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.RequestTarget;
import io.sekisho.proxy.http.exchange.RequestRouter;
import io.sekisho.proxy.http.exchange.Route;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

/**
 * What requests to a forward proxy ask for. The authority of the request target is the destination
 * (RFC 9112, 3.2.2); a Host field that says otherwise is replaced, and is evidence all the same.
 */
final class ExplicitRouter implements RequestRouter {
  private static final Set<String> AUTO_CONFIG_PATHS = Set.of("/proxy.pac", "/wpad.dat");

  private final Minting minting;

  /**
   * @param minting whose authority's root is shown to whoever asks for it
   */
  ExplicitRouter(Minting minting) {
    this.minting = minting;
  }

  @Override
  public Route route(RequestHead head, InetSocketAddress reached) {
    return RequestTarget.of(head)
        .fold(
            () -> malformed("the request target is incomplete"),
            target ->
                target.fold(
                    new RequestTarget.Cases<>(
                        absolute -> forward(head, absolute),
                        authority -> tunnel(head, authority.authority()),
                        origin -> own(head, origin.path(), reached))),
            fault -> malformed(fault.reason()));
  }

  private static Route forward(RequestHead head, RequestTarget.Absolute target) {
    Clue named = new Clue(Clue.Kind.REQUEST_TARGET, target.authority(), target.path());
    return RequestClues.of(head, named)
        .fold(
            () -> malformed("the Host field is incomplete"),
            clues -> new Route.Forward(Destination.of(target.authority()), target.path(), clues),
            fault -> malformed(fault.reason()));
  }

  private static Route tunnel(RequestHead head, Endpoint target) {
    return RequestClues.of(head, new Clue(Clue.Kind.CONNECT_TARGET, target))
        .fold(
            () -> malformed("the Host field is incomplete"),
            clues -> new Route.Tunnel(target, clues),
            fault -> malformed(fault.reason()));
  }

  private Route own(RequestHead head, String path, InetSocketAddress reached) {
    int query = path.indexOf('?');
    boolean reads = head.method().equals("GET") || head.method().equals("HEAD");
    return Optional.of(query < 0 ? path : path.substring(0, query))
        .filter(bare -> reads)
        .flatMap(bare -> ownFile(bare, reached))
        .<Route>map(Route.Local::new)
        .orElseGet(
            () -> malformed("this is a proxy: the request target has to be an absolute URI"));
  }

  private Optional<Answer> ownFile(String path, InetSocketAddress reached) {
    return AUTO_CONFIG_PATHS.contains(path)
        ? Optional.of(Answer.autoConfig(ProxyAutoConfig.script(reached)))
        : InstallFile.Kind.at(path)
            .flatMap(kind -> minting.authority().flatMap(authority -> authority.installFile(kind)))
            .map(Answer::of);
  }

  private static Route malformed(String detail) {
    return new Route.Refused(RefusalReason.MALFORMED, detail);
  }
}
