package io.sekisho.proxy.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.Headers.Field;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialsTest {

  @ParameterizedTest
  @CsvSource({
    "Aladdin:open sesame, Aladdin, open sesame",
    "test:123£, test, 123£",
    "björn:x, björn, x",
    "a:b:c, a, b:c",
    "a:, a, ''"
  })
  void userEndsAtTheFirstColon(String userPass, String user, String password) {
    Optional<Credentials> credentials = of(Passwords.basic(userPass));

    assertThat(credentials).map(Credentials::user).contains(user);
    assertThat(credentials.orElseThrow().password()).isEqualTo(password.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic YTpi", "BASIC YTpi", "Basic  YTpi", "Basic YTpi  "})
  void schemeHasNoCase(String value) {
    assertThat(of(value)).map(Credentials::user).contains("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Bearer YTpi",
        "Basic ???",
        "Basic YWI=",
        "Basic OmI=",
        "YTpi",
        "Basic YToAYg==",
        "Basic YQo6Yg==",
        "Basic YTp/",
        "Basic /zpi",
        "Basic YTpi, Basic YTpi"
      })
  void whatCannotBeReadIsNone(String value) {
    assertThat(of(value)).isEmpty();
  }

  @Test
  void twoFieldsAreNone() {
    Field field = new Field("Proxy-Authorization", "Basic YTpi");

    assertThat(Credentials.of(new Headers(List.of(field, field)))).isEmpty();
  }

  private static Optional<Credentials> of(String value) {
    return Credentials.of(new Headers(List.of(new Field("proxy-authorization", value))));
  }
}
