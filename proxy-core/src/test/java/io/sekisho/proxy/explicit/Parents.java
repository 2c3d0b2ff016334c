package io.sekisho.proxy.explicit;

import io.sekisho.proxy.ParentExceptions;
import io.sekisho.proxy.ParentProxy;
import io.sekisho.proxy.ParentProxy.LookUp;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import java.util.List;

/** Parent proxies on loopback, as a configuration may name them. */
final class Parents {
  private Parents() {}

  static ParentProxy at(int port) {
    return at("127.0.0.1:" + port);
  }

  static ParentProxy at(String address) {
    return new ParentProxy(endpoint(address), null, ParentExceptions.NONE, LookUp.JUDGE);
  }

  static ParentProxy withLogin(int port, String user, String password) {
    return new ParentProxy(
        endpoint("127.0.0.1:" + port),
        new ParentProxy.Login(user, password),
        ParentExceptions.NONE,
        LookUp.JUDGE);
  }

  static ParentProxy withoutLookUp(int port) {
    return new ParentProxy(endpoint("127.0.0.1:" + port), null, ParentExceptions.NONE, LookUp.SKIP);
  }

  /** A parent by which these are not reached. */
  static ParentProxy exceptFor(int port, String name, String prefix) {
    ParentExceptions except =
        new ParentExceptions(
            List.of(HostName.parse(name).orElseThrow()),
            List.of(AddressPrefix.parse(prefix).orElseThrow()));
    return new ParentProxy(endpoint("127.0.0.1:" + port), null, except, LookUp.JUDGE);
  }

  private static Endpoint endpoint(String address) {
    return Endpoint.parse(address).orElseThrow();
  }
}
