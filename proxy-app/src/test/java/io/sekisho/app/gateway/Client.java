package io.sekisho.app.gateway;

import io.sekisho.app.gateway.Namespace.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** People's programs on one machine. Each is told the address that belongs to a name. */
record Client(Namespace machine) {
  static final String CLEAN = "www.clean.test";

  /** Built in as hostile. */
  static final String LISTED = "c2-test.sekisho.invalid";

  /** How curl ends where nobody took its connection. */
  static final int CURL_REFUSED = 7;

  /** How curl ends where a handshake did not come to its end. */
  static final int CURL_TLS_FAILED = 35;

  /** Gets the first page of a site by its name, with the head of the answer. */
  Ending curl(String scheme, String name, String address) throws IOException, InterruptedException {
    return machine.run(
        "curl",
        "-sSik",
        "--max-time",
        "10",
        "--resolve",
        name + ":80:" + address,
        "--resolve",
        name + ":443:" + address,
        scheme + "://" + name + "/");
  }

  /** The same over HTTPS, where the server has to prove itself to whoever trusts only this. */
  Ending curlTrusting(String root, String name, String address)
      throws IOException, InterruptedException {
    return machine.run(
        "curl",
        "-sSi",
        "--max-time",
        "10",
        "--cacert",
        root,
        "--resolve",
        name + ":443:" + address,
        "https://" + name + "/");
  }

  /** Gets an address as it is. */
  Ending curl(String uri) throws IOException, InterruptedException {
    return machine.run("curl", "-sSikg", "--max-time", "10", uri);
  }

  /** Shakes hands and asks for the first page. */
  Ending openssl(String target, String... how) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("timeout", "10", "openssl", "s_client", "-ign_eof", "-connect", target));
    command.addAll(List.of(how));
    return machine.feed("GET / HTTP/1.0\r\n\r\n", command.toArray(String[]::new));
  }
}
