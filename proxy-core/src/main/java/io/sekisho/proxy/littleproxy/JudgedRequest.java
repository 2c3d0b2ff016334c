package io.sekisho.proxy.littleproxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AttributeKey;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.client.Arrival;
import io.sekisho.proxy.client.Intake;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.littleshoot.proxy.HttpFiltersAdapter;
import org.littleshoot.proxy.impl.ProxyUtils;

/** One request to an embedded LittleProxy, which is judged before a server is chosen for it. */
final class JudgedRequest extends HttpFiltersAdapter {
  /** Where a client's connections lead, by what LittleProxy knows them by: it uses them again. */
  private static final AttributeKey<Map<String, InetSocketAddress>> DIALLED =
      AttributeKey.valueOf(JudgedRequest.class, "dialled");

  private final Channel client;
  private final NameLookUp names;
  private final FilterAnswers answers;
  private final Inquiry inquiry;
  private @Nullable InetSocketAddress judged;

  JudgedRequest(Intake intake, NameLookUp names, HttpRequest request, ChannelHandlerContext ctx) {
    super(request, ctx);
    boolean connect = request.method().equals(HttpMethod.CONNECT);
    this.client = ctx.channel();
    this.names = names;
    this.inquiry =
        intake.open(
            Arrival.of(client),
            null,
            connect ? AnswerPolicy.Stage.CONNECT : AnswerPolicy.Stage.HTTP_REQUEST);
    this.answers = new FilterAnswers(inquiry, client, RequestReading.head(request));
  }

  @Override
  public @Nullable HttpResponse clientToProxyRequest(HttpObject part) {
    return part instanceof HttpRequest request ? judge(request) : null;
  }

  private @Nullable HttpResponse judge(HttpRequest request) {
    return RequestReading.clues(request)
        .<@Nullable HttpResponse>fold(
            () -> malformed(Fault.of("the request is incomplete")),
            clues -> judge(request, clues),
            this::malformed);
  }

  private HttpResponse malformed(Fault fault) {
    return answers.refuse(RefusalReason.MALFORMED, fault.reason());
  }

  private @Nullable HttpResponse judge(HttpRequest request, List<Clue> clues) {
    Action action = inquiry.consider(clues);
    if (!action.passes()) {
      return answers.stop(action);
    }
    Endpoint destination = clues.get(clues.size() - 1).destination();
    InetSocketAddress before = dialled().get(ProxyUtils.parseHostAndPort(request));
    return destination
        .host()
        .<@Nullable HttpResponse>fold(
            name -> judge(request, destination, candidates(before, names.addressesOf(name))),
            address -> go(request, destination, address));
  }

  /** What the connection that is there leads to comes first, whatever the name has become since. */
  private static List<IpAddress> candidates(
      @Nullable InetSocketAddress before, List<IpAddress> found) {
    return Stream.concat(
            Stream.ofNullable(before).map(InetSocketAddress::getAddress).map(IpAddress::of),
            found.stream())
        .distinct()
        .toList();
  }

  private @Nullable HttpResponse judge(
      HttpRequest request, Endpoint destination, List<IpAddress> addresses) {
    if (addresses.isEmpty()) {
      return answers.refuse(RefusalReason.UNREACHABLE, "the name has no address");
    }
    Action action =
        inquiry.consider(
            addresses.stream()
                .map(found -> new Endpoint(found, destination.port()))
                .map(found -> new Clue(Clue.Kind.RESOLVED_ADDRESS, found))
                .toList());
    return action.passes() ? go(request, destination, addresses.get(0)) : answers.stop(action);
  }

  /** The server gets the authority that was judged, whatever the Host field said. */
  private @Nullable HttpResponse go(HttpRequest request, Endpoint destination, IpAddress address) {
    judged = new InetSocketAddress(address.toInetAddress(), destination.port());
    boolean usualPort = destination.port() == 80;
    request
        .headers()
        .set(
            HttpHeaderNames.HOST,
            usualPort ? destination.host().inAuthority() : destination.toString());
    inquiry.relayed();
    return null;
  }

  @Override
  public @Nullable InetSocketAddress proxyToServerResolutionStarted(String server) {
    if (judged != null) {
      dialled().put(server, judged);
    }
    return judged;
  }

  private Map<String, InetSocketAddress> dialled() {
    client.attr(DIALLED).setIfAbsent(new ConcurrentHashMap<>());
    return client.attr(DIALLED).get();
  }
}
