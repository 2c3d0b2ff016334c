package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.Wording;
import io.sekisho.proxy.Wording.Contact;
import io.sekisho.proxy.Wording.Openness;
import io.sekisho.proxy.Wording.Operator;
import io.sekisho.proxy.Wording.PageStatus;
import io.sekisho.proxy.Wording.RedirectStatus;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordingKeysTest {

  @Test
  void withoutAKeyNobodyIsNamedAndNothingIsExplained() throws Exception {
    assertThat(top("{}")).isEqualTo(Wording.USUAL);
  }

  @Test
  void everyKeyIsRead() throws Exception {
    Wording wording =
        top(
            "{status: 451, redirect-status: 307, explain: true, organization: 例大学 (Example),"
                + " contact: 'mailto:soc@example.org', blocked-by: https://example.org/orders}");

    assertThat(wording)
        .isEqualTo(
            new Wording(
                PageStatus.LEGAL_REASONS,
                RedirectStatus.TEMPORARY,
                new Operator(
                    "例大学 (Example)",
                    new Contact("soc@example.org", URI.create("mailto:soc@example.org")),
                    URI.create("https://example.org/orders")),
                Openness.EXPLAINING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "内線 1234, a@b.example|内線 1234, a@b.example|",
        "https://help.example/?a=b|https://help.example/?a=b|https://help.example/?a=b",
        "HTTP://help.example/|HTTP://help.example/|HTTP://help.example/",
        "mailto:a@b.example?cc=c@b.example|a@b.example|mailto:a@b.example?cc=c@b.example",
        "'<b>\"&'|<b>\"&|",
        "javascript:alert(1)|javascript:alert(1)|",
      })
  void contactIsALinkOrPlainText(String written, String shown, @Nullable String link)
      throws Exception {
    Contact contact = top("{contact: '" + written + "'}").operator().knownContact().orElseThrow();

    assertThat(contact).isEqualTo(new Contact(shown, link == null ? null : URI.create(link)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{status: 404}|answer.status: 404 is not one of 403, 451 (did you mean 403?)",
        "{redirect-status: 301}|answer.redirect-status: 301 is not one of 302, 307 (did you mean 302?)",
        "{explain: maybe}|answer.explain: maybe is not one of true, false",
        "{contact: 'mailto:nobody'}|answer.contact: mailto:nobody is not mailto: and an address",
        "{contact: 'https://'}|answer.contact: not a URI: Expected authority at index 8",
        "{contact: ' a'}|answer.contact: is not a line: up to 200 printable characters, with single"
            + " spaces between",
        "{organization: \"a\\nb\"}|answer.organization: is not a line: up to 200 printable"
            + " characters, with single spaces between",
        "{blocked-by: me}|answer.blocked-by: me is not an http: or https: address",
        "{http: redirect, redirect-to: 'http://{case}.a.example/'}|answer.redirect-to:"
            + " http://%7Bcase%7D.a.example/ is not an http: or https: address",
      })
  void oneFaultIsOneLine(String answer, String expected) {
    ConfigFaults faults = catchThrowableOfType(ConfigFaults.class, () -> top(answer));

    assertThat(faults).hasMessage(expected);
  }

  @Test
  void caseIsAskedForInTheTarget() throws Exception {
    AnswerPolicy answer =
        read("answer: {http: redirect, redirect-to: 'http://a.example/{case}#{case}'}")
            .usual()
            .answer();

    assertThat(answer.usual().redirectTarget())
        .contains(URI.create("http://a.example/%7Bcase%7D#%7Bcase%7D"));
  }

  @Test
  void eachKeyIsInheritedByItselfInGroupsAndRules() throws Exception {
    Treatments treatments =
        read(
            """
            answer:
              status: 451
              organization: Everybody
              contact: Room 1
              rules: [{evidence: sni, contact: Room 2, explain: true}]
            groups: [{name: a, clients: 192.0.2.1, answer: {organization: Guests, status: 403}}]
            """);

    AnswerPolicy group = treatments.groups().get(0).treatment().answer();
    Operator operator = group.usual().wording().operator();
    assertThat(operator).isEqualTo(new Operator("Guests", new Contact("Room 1", null), null));
    assertThat(group.usual().wording().page()).isEqualTo(PageStatus.FORBIDDEN);
    Wording byRule = group.rules().get(0).answers().wording();
    assertThat(byRule.operator())
        .isEqualTo(new Operator("Guests", new Contact("Room 2", null), null));
    assertThat(byRule.openness()).isEqualTo(Openness.EXPLAINING);
    assertThat(treatments.usual().answer().rules().get(0).answers().wording().page())
        .isEqualTo(PageStatus.LEGAL_REASONS);
  }

  private static Wording top(String answer) throws ConfigFaults {
    return read("answer: " + answer).usual().answer().usual().wording();
  }

  private static Treatments read(String text) throws ConfigFaults {
    Configuration configuration =
        ConfigurationReader.read(
            ConfigurationReader.tree("explicit:\n" + text),
            new Locations(Path.of("/")),
            Path.of("/"));
    return Objects.requireNonNull(configuration.explicit()).treatments();
  }
}
