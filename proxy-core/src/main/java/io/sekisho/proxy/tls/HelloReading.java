package io.sekisho.proxy.tls;

import io.sekisho.proxy.Fault;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the first bytes of a connection are, as far as they have come. */
public sealed interface HelloReading {
  HelloReading NEEDS_MORE = new NeedsMore();
  HelloReading NOT_TLS = new NotTls();
  HelloReading TOO_LONG = new TooLong();

  /** The beginning of a ClientHello. */
  record NeedsMore() implements HelloReading {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.needsMore().get();
    }
  }

  /** Something else than TLS. */
  record NotTls() implements HelloReading {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.notTls().get();
    }
  }

  /** TLS, but no ClientHello that has one reading. */
  record Malformed(Fault fault) implements HelloReading {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.malformed().apply(fault);
    }
  }

  /** A ClientHello that is longer than the reader takes, records and all. */
  record TooLong() implements HelloReading {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.tooLong().get();
    }
  }

  /** A complete ClientHello. */
  record Complete(ClientHello hello) implements HelloReading {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.complete().apply(hello);
    }
  }

  /** One branch per reading. */
  record Cases<R>(
      Supplier<R> needsMore,
      Supplier<R> notTls,
      Function<Fault, R> malformed,
      Supplier<R> tooLong,
      Function<ClientHello, R> complete) {}

  <R> R fold(Cases<R> cases);
}
