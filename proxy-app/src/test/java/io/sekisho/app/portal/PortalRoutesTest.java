package io.sekisho.app.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PortalRoutesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "application/captive+json              @ true",
        "text/html, application/captive+json   @ true",
        "Application/*;q=0.5                   @ true",
        "*/*                                   @ true",
        "application/captive+json; q=0         @ false",
        "application/captive+json;q=0.0        @ false",
        "text/html                             @ false",
        "application/json                      @ false",
      })
  void whoeverTakesTheTypeIsAnswered(String accept, boolean accepted) {
    assertThat(PortalRoutes.accepts(List.of(accept))).isEqualTo(accepted);
  }

  @Test
  void whoeverSaysNothingOfTypesIsAnswered() {
    assertThat(PortalRoutes.accepts(Stream.<String>of().toList())).isTrue();
  }
}
