package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SslblCertificateCsvTest {
  private static final String SHA1 = "00112233445566778899aabbccddeeff00112233";

  /** {@code |} stands for a line end, {@code {}} for a fingerprint, {@code ~} for a quote. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "2024-09-02 06:17:52,{},Rhadamanthys C&C                           @ {} Rhadamanthys",
        "# Listingdate,SHA1,Listingreason|2024-09-02 06:17:52,{},Quakbot   @ {} Quakbot",
        "Listingdate,SHA1,Listingreason|2024-09-02 06:17:52,{},A, B C&C    @ {} A,B",
        "SHA1,ListingReason,ListingDate|{},AsyncRAT C&C,12/22/2023 6:58    @ {} AsyncRAT",
        "SHA1,ListingReason,ListingDate|{},A,B C&C,12/22/2023 6:58         @ {} A,B",
        "ListingReason,SHA1|A,B C&C,{}                                     @ {} A,B",
        "SHA1,ListingReason|{},~x, ~~y~~ C&C~                              @ {} x, ~y~",
        "SHA1\tListingReason|{}\tAsyncRAT C&C                            @ {} AsyncRAT",
        "Note,SHA1|x,{}                                                    @ {} -",
        "2024-09-02 06:17:52,{}                                            @ {} -",
        "2024-09-02 06:17:52,00112233,Quakbot C&C                          @ !bad-fingerprint",
        "evil.example                                                      @ !bad-fingerprint",
        "# nothing                                                         @ ''",
      })
  void standsInTheColumnsThatTheHeaderNames(String text, String expected) {
    String copy = filledIn(text).replace("|", "\n");

    String found =
        Entries.in("sslbl-certificates", copy).stream()
            .map(SslblCertificateCsvTest::describe)
            .collect(Collectors.joining("; "));

    assertThat(found).isEqualTo(filledIn(expected));
  }

  private static String filledIn(String text) {
    return text.replace("{}", SHA1).replace('~', '"');
  }

  private static String describe(FeedEntry entry) {
    return entry.fold(
        claim ->
            claim.pattern()
                + " "
                + (claim.particulars().threat() == null ? "-" : claim.particulars().threat()),
        exemption -> "exemption",
        rejected -> "!" + rejected.reason().label(),
        note -> "note");
  }
}
