package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tells each format, whether it is built in or not. */
final class RecognitionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '~',
      value = {
        "$TTL 30                                                 @ rpz",
        "x IN SOA localhost. root.localhost. 1 2 3 4 5           @ rpz",
        "NS localhost.                                           @ rpz",
        "evil.example CNAME .                                    @ rpz",
        "*.evil.example 30 IN CNAME . ; reason                   @ rpz",
        "32.7.2.0.192.rpz-ip CNAME rpz-drop.                     @ rpz",
        "evil.example A 192.0.2.1                                @ rpz",
        "address=/evil.example/0.0.0.0                           @ dnsmasq",
        "local=/evil.example/                                    @ dnsmasq",
        "server=/evil.example/                                   @ dnsmasq",
        "local-zone: `evil.example` always_nxdomain              @ unbound",
        "local-data: `evil.example A 0.0.0.0`                    @ unbound",
        "add evil 192.0.2.1                                      @ ipset",
        "create evil hash:net family inet                        @ ipset",
        "192.0.2.0/24 ; SBL256894                                @ spamhaus-drop",
        "Some Org: what:192.0.2.0-192.0.2.255                    @ p2p",
        "192.0.2.0/24,6,88                                       @ suricata-iprep",
        "dGVzdDAuZXhhbXBsZS5jb20=                                @ suricata-dataset",
        "LmV2aWwuY29t                                            @ suricata-dataset",
        "alert ip any any -> [192.0.2.1] any (msg:`x`; sid:1;)   @ suricata-rules",
        "alert http ( msg:`x`; http_header; sid:1; )             @ suricata-rules",
        "0.0.0.0 evil.example                                    @ hosts",
        "192.0.2.1-192.0.2.9                                     @ ips",
        "evil.example                                            @ domains",
        "http://evil.example/x                                   @ urls",
        "{`cidr`:`192.0.2.0/24`,`sblid`:`SBL1`}                  @ spamhaus-json",
        "{`query_status`:`ok`,`data`:[{`ioc`:`a.example`}]}      @ threatfox-json",
        "{`1`:[{`ioc_value`:`a.example`,`threat_type`:`x`}]}     @ threatfox-json",
        "{`deleted`:null,`new`:[{`value`:`192.0.2.1`}]}          @ crowdsec-json",
        "{`new`:[{`scope`:`ip`,`value`:`192.0.2.1`,`duration`:`1h`}] @ crowdsec-json",
        "[{`origin`:`x`,`scope`:`ip`,`value`:`192.0.2.1`,`duration`:`1h`}] @ crowdsec-json",
        "{`type`:`bundle`,`id`:`bundle--1`,`objects`:[{`type`:`indicator`}]} @ stix",
        "{`more`:false,`objects`:[{`type`:`indicator`}]}         @ stix",
        "[{`created`:`2026`,`id`:`indicator--1`,`type`:`indicator`,`pattern`:`[x]`}] @ stix",
        "{`Event`:{`info`:`x`,`Orgc`:{`name`:`x`},`timestamp`:`1`}} @ misp-event",
        "{`response`:[{`Event`:{`info`:`x`}}]}                   @ misp-event",
        "{`2e035642-c558-5019-89f2-bc7bdf8b34ce`:{`info`:`x`,`Orgc`:{}}} @ misp-feed",
        "{`description`:`x`,`list`:[`a.example`                  @ misp-warninglist",
        "{`host`:`a.example`,`origin`:`x`}                       @ suricata-dataset",
        "{`error`:`try again later`}                             @ nothing",
        "[{`date_added`:`2026`,`id`:`indicator--1`,`media_type`:`x`}] @ nothing",
        "zone `evil.example` { type master; file `null`; };      @ nothing",
        "msFilterList                                            @ nothing",
        "-d evil.example                                         @ nothing",
        "function FindProxyForURL(url, host) {                   @ nothing",
        "## Installation                                         @ nothing",
        "This is A list of names and AAAA batteries.             @ nothing",
        "^microsoft\\.com,                                        @ nothing",
      })
  void aLineIsToldByWhatNoOtherFormatWrites(String line, String expected) {
    FeedLine first = new FeedLine(1, line.replace('`', '"'));

    assertThat(told(first)).isEqualTo(expected);
  }

  private static String told(FeedLine line) {
    if (line.isBlankOrComment()) {
      return "nothing";
    }
    List<Recognition> all = Recognitions.forOneCopy();
    return all.stream()
        .filter(recognition -> recognition.knows(line))
        .findFirst()
        .map(recognition -> String.join(" or ", recognition.labels("feed.txt")))
        .filter(labels -> !labels.isEmpty())
        .orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "list.ipset, ipset",
    "list.netset.gz, ipset",
    "edl-outbound.txt, edl",
    "list.txt, ips",
  })
  void theNameTellsListsOfAddressesApart(String file, String expected) {
    Recognition plain = new PlainRecognition();

    plain.knows(new FeedLine(1, "192.0.2.1"));

    assertThat(plain.labels(file)).containsExactly(expected);
  }
}
