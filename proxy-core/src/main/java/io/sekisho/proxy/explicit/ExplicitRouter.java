package io.sekisho.proxy.explicit;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.ca.InstallFile;
import io.sekisho.proxy.ca.Minting;
import io.sekisho.proxy.egress.Destination;
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
    return withHost(head, named)
        .fold(
            () -> malformed("the Host field is incomplete"),
            clues -> new Route.Forward(Destination.of(target.authority()), target.path(), clues),
            fault -> malformed(fault.reason()));
  }

  private static Route tunnel(RequestHead head, Endpoint target) {
    return withHost(head, new Clue(Clue.Kind.CONNECT_TARGET, target))
        .fold(
            () -> malformed("the Host field is incomplete"),
            clues -> new Route.Tunnel(target, clues),
            fault -> malformed(fault.reason()));
  }

  /** The target, and the Host field where it names something else. */
  private static Step<List<Clue>> withHost(RequestHead head, Clue target) {
    List<Clue> clues = new ArrayList<>(2);
    clues.add(target);
    int hosts = head.headers().count("Host");
    if (hosts > 1) {
      return Step.bad("more than one Host field");
    }
    if (hosts == 0) {
      return head.version() == HttpVersion.HTTP_1_0
          ? Step.done(clues)
          : Step.bad("no Host field in HTTP/1.1");
    }
    String host = head.headers().first("Host").orElse("");
    return repeatsTarget(host, head.target()) ? Step.done(clues) : withHost(host, target, clues);
  }

  /** Letter by letter, as it nearly always does: then it says nothing new. */
  private static boolean repeatsTarget(String host, String target) {
    int scheme = target.indexOf("://");
    int start = scheme < 0 ? 0 : scheme + 3;
    return host.length() == authorityEnd(target, start) - start && target.startsWith(host, start);
  }

  private static int authorityEnd(String target, int start) {
    int end = start;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    return end;
  }

  private static Step<List<Clue>> withHost(String text, Clue target, List<Clue> clues) {
    return RequestTarget.hostField(text, target.destination().port())
        .then(
            host -> {
              if (!host.equals(target.destination())) {
                clues.add(0, new Clue(Clue.Kind.HOST, host, target.path()));
              }
              return Step.done(clues);
            });
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
