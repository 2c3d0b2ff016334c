package io.sekisho.proxy.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.Headers.Field;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.RequestHead;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Users whose password is their name behind {@code pw-}, and requests that give them. */
public final class Passwords {
  private static final byte[] SALT = "0123456789abcdef".getBytes(UTF_8);

  private Passwords() {}

  public static PasswordSettings of(int cost, String... users) {
    String text =
        Arrays.stream(users)
            .map(user -> user + ":" + OpenBSDBCrypt.generate("2y", bytes("pw-" + user), SALT, cost))
            .collect(Collectors.joining("\n"));
    return new PasswordSettings("Sekisho", Htpasswd.read(text).users());
  }

  /** The value of {@code Proxy-Authorization}. */
  public static String basic(String userPass) {
    return "Basic " + Base64.getEncoder().encodeToString(bytes(userPass));
  }

  static RequestHead request(String authorization) {
    return new RequestHead(
        "GET",
        "http://clean.test/",
        HttpVersion.HTTP_1_1,
        new Headers(List.of(new Field("Proxy-Authorization", authorization))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
