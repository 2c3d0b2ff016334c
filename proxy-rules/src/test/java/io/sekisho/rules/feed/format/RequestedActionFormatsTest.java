package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.RequestedAction;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How entries ask to have flows stopped, in the formats that have a word for it. */
final class RequestedActionFormatsTest {
  private static final String RULE =
      "%s tls any any -> any any (msg:\"m\"; tls.sni; content:\"evil.example\"; startswith;"
          + " endswith; sid:1;)";
  private static final String LIST = "%s ip $HOME_NET any -> [192.0.2.7] any (msg:\"m\"; sid:1;)";

  @ParameterizedTest
  @CsvSource({
    "rpz-drop., DROP",
    "rpz-drop, DROP",
    "RPZ-DROP., DROP",
    "., ",
    "*., ",
    "rpz-tcp-only., ",
  })
  void aZoneAsksForSilenceAlone(String target, RequestedAction asked) {
    assertThat(asked("rpz", "evil.example CNAME " + target + "\n")).isEqualTo(said(asked));
    assertThat(asked("rpz", "24.0.2.0.192.rpz-ip CNAME " + target + "\n")).isEqualTo(said(asked));
  }

  @Test
  void whatAZoneSaysBesideItsActionStays() {
    Particulars said =
        Entries.firstParticulars("rpz", "evil.example CNAME rpz-drop. ; Mozi (2020-10-21)\n");

    assertThat(said.threat()).isEqualTo("Mozi");
    assertThat(said.action()).isEqualTo(RequestedAction.DROP);
  }

  @ParameterizedTest
  @CsvSource({
    "drop, DROP",
    "sdrop, DROP",
    "block, DROP",
    "reject, RESET",
    "rejectsrc, RESET",
    "rejectdst, RESET",
    "rejectboth, RESET",
    "react, REFUSE",
    "alert, ",
    "log, ",
    "rewrite, ",
  })
  void aRuleAsksForWhatItDoes(String action, RequestedAction asked) {
    assertThat(asked("suricata-rules", RULE.formatted(action))).isEqualTo(said(asked));
    assertThat(asked("suricata-rules", LIST.formatted(action))).isEqualTo(said(asked));
  }

  @ParameterizedTest
  @CsvSource({
    "drop, DROP",
    "Reset, RESET",
    "refuse, REFUSE",
    "tarpit, TARPIT",
    "REJECT, RESET",
    "block, ",
    "allow, ",
    "pass, ",
    "relay, ",
    "observe, ",
    "redirect, ",
    "sinkhole, ",
    "'', ",
  })
  void aColumnAsksForAnswersThatStopAndLeadNowhere(String word, RequestedAction asked) {
    assertThat(asked("csv", "domain,action\nevil.example," + word + "\n")).isEqualTo(said(asked));
  }

  @Test
  void aBanLeavesToWhoeverUsesItHowItIsDone() {
    String decision = "{\"scope\":\"Ip\",\"type\":\"ban\",\"value\":\"192.0.2.7\"}";

    assertThat(asked("crowdsec-json", decision)).isEmpty();
  }

  private static Optional<RequestedAction> said(RequestedAction asked) {
    return Optional.ofNullable(asked);
  }

  private static Optional<RequestedAction> asked(String format, String text) {
    return Optional.ofNullable(Entries.firstParticulars(format, text).action());
  }
}
