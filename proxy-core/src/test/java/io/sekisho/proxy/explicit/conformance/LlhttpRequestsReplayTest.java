package io.sekisho.proxy.explicit.conformance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sekisho.proxy.explicit.DataPlane;
import io.sekisho.proxy.explicit.conformance.Client.Heard;
import io.sekisho.proxy.explicit.conformance.RecordingOrigin.Arrivals;
import io.sekisho.proxy.http.LlhttpCase;
import io.sekisho.proxy.http.LlhttpDifferences;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * llhttp's requests, sent through a running proxy. They are written as a web server gets them, and
 * so are first sent as they are, and then with every target made absolute and every Host field
 * naming the server that records what arrives.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(DataPlane.class)
final class LlhttpRequestsReplayTest {
  /** Refusals of a proxy that a parser alone does not know. */
  private static final Map<String, String> A_PROXY_IS_STRICTER =
      Map.ofEntries(
          entry("the request target has a fragment", "no part of a target (RFC 9112, 3.2)"),
          entry("the authority has a user name in it", "what stands before @ passes for a host"),
          entry("more than one Host field", "RFC 9112, 3.2 demands 400"),
          entry(
              "the request target is neither absolute nor an authority",
              "the asterisk form names no destination"));

  /** Refusals that say nothing of the message: the case names no server that there is. */
  private static final List<String> NO_SUCH_SERVER = List.of("port", "unreachable");

  private static final Pattern TARGET =
      Pattern.compile("(\\A(?:\r\n)*[!-~]+ +|\n[A-Z-]+ +(?=/[^ ]* HTTP/))(?=/)");
  private static final Pattern NEXT_HEAD = Pattern.compile("(?=\n[A-Z-]+ +http://)");
  private static final Pattern FIRST_LINE =
      Pattern.compile("\\A\\s*[!-~]+ +http://([^/? \r\n]*)[^\r\n]*(\r\n|\n|\r)");
  private static final Pattern HOST = Pattern.compile("(?im)^(Host:)[^\r\n]*");
  private static final Pattern DETAIL =
      Pattern.compile("<dd lang=\"en\">(.*)\\.</dd>|\nReason: (.*)\\.\n");

  private static List<LlhttpCase> cases = List.of();

  private final DataPlane plane;

  LlhttpRequestsReplayTest(DataPlane plane) {
    this.plane = plane;
  }

  @BeforeAll
  static void readCases() throws Exception {
    cases = LlhttpCase.all().stream().filter(LlhttpCase::isRequest).toList();
    assumeFalse(cases.isEmpty(), "no llhttp cases");
  }

  @Test
  void nothingReachesAServerAsItStands() throws Exception {
    try (Bench bench = Bench.answering(plane, RecordingOrigin::echo)) {
      for (LlhttpCase llhttp : cases) {

        Heard heard = bench.say(llhttp.wire());

        Arrivals arrivals = bench.arrivals();
        assertThat(arrivals.requests()).as(llhttp.title()).isEmpty();
        assertThat(arrivals.leftovers()).as(llhttp.title()).isEmpty();
        assertThat(bench.relayed(heard)).as(llhttp.title()).isZero();
      }
      bench.assertThatOthersAreServed();
    }
  }

  @Test
  void madeAbsoluteNothingArrivesButTheRequestsThatWereJudged() throws Exception {
    try (Bench bench = Bench.answering(plane, RecordingOrigin::echo)) {
      for (LlhttpCase llhttp : cases) {
        try {
          RequestTrial.of(bench, absolute(llhttp.wire(), bench.authority()));
          bench.assertThatOthersAreServed();
        } catch (AssertionError e) {
          throw new AssertionError(llhttp + "\n" + llhttp.wire(), e);
        }
      }
    }
  }

  @Test
  void madeAbsoluteWhatLlhttpAcceptsIsRefusedOnPurposeOnly() throws Exception {
    Set<String> reasons = reasons();
    SoftAssertions soft = new SoftAssertions();
    int served = 0;
    try (Bench bench = Bench.answering(plane, RecordingOrigin::echo)) {
      for (LlhttpCase llhttp : cases) {
        Heard heard = bench.say(absolute(llhttp.wire(), bench.authority()));
        for (Message refusal : refusals(heard)) {
          if (!llhttp.isFaulty()) {
            soft.assertThat(reasons).as("%s: %s", llhttp, llhttp.wire()).contains(detail(refusal));
          }
        }
        served += refusals(heard).isEmpty() && !heard.bytes().isEmpty() ? 1 : 0;
      }
    }
    soft.assertThat(served).isGreaterThan(60);
    soft.assertAll();
  }

  @Test
  void madeAbsoluteWhatLlhttpRefusesIsRefusedUnlessItIsOfNoConsequence() throws Exception {
    SoftAssertions soft = new SoftAssertions();
    try (Bench bench = Bench.answering(plane, RecordingOrigin::echo)) {
      for (LlhttpCase llhttp : cases) {
        String wire = absolute(llhttp.wire(), bench.authority());
        Heard heard = bench.say(wire);
        boolean served = bench.relayed(heard) > 0 && refusals(heard).isEmpty();
        if (llhttp.isFaulty() && served && isRead(wire)) {
          soft.assertThat(LlhttpDifferences.ERRORS_OF_NO_CONSEQUENCE)
              .as("%s\n%s", llhttp, llhttp.wire())
              .containsKey(llhttp.error());
        }
      }
    }
    soft.assertAll();
  }

  /** In lower case, as a page begins them with a capital. */
  private static Set<String> reasons() {
    return Stream.of(LlhttpDifferences.DELIBERATELY_STRICTER, A_PROXY_IS_STRICTER)
        .flatMap(reasons -> reasons.keySet().stream())
        .map(reason -> reason.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /** Whether no part of it was cut off or reset as broken. */
  private static boolean isRead(String wire) {
    StrictReading.Reading reading = StrictReading.requestsAmongEmptyLines(wire);
    return reading.rest().isEmpty() && reading.messages().stream().allMatch(Message::isWhole);
  }

  private static List<Message> refusals(Heard heard) {
    return StrictReading.responses(heard.bytes(), List.of()).messages().stream()
        .filter(response -> !response.values("Sekisho-Verdict").isEmpty())
        .filter(response -> !NO_SUCH_SERVER.containsAll(response.values("Sekisho-Verdict")))
        .toList();
  }

  /** The reason that its page gives, in lower case. */
  private static String detail(Message refusal) {
    Matcher found = DETAIL.matcher(refusal.body());
    String detail = found.find() ? found.group(found.group(1) == null ? 2 : 1) : refusal.body();
    return detail.toLowerCase(Locale.ROOT);
  }

  /** The same bytes with absolute targets, and a Host field in every head. */
  private static String absolute(String wire, String authority) {
    String targets = TARGET.matcher(wire).replaceAll("$1http://" + authority);
    String hosts = HOST.matcher(targets).replaceAll("$1 " + authority);
    return NEXT_HEAD
        .splitAsStream(hosts)
        .map(head -> HOST.matcher(head).find() ? head : withHost(head))
        .collect(Collectors.joining());
  }

  private static String withHost(String head) {
    Matcher line = FIRST_LINE.matcher(head);
    return line.find()
        ? line.group() + "Host: " + line.group(1) + line.group(2) + head.substring(line.end())
        : head;
  }
}
