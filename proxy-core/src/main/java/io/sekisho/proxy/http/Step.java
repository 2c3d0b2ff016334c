package io.sekisho.proxy.http;

import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Limit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where reading something from a stream of bytes has got to. */
public sealed interface Step<T> {

  /** The bytes so far are a beginning; nothing was consumed that cannot be continued. */
  record NeedMore<T>() implements Step<T> {
    @Override
    public <R> R fold(Supplier<R> needMore, Function<? super T, R> done, Function<Fault, R> bad) {
      return needMore.get();
    }
  }

  /** It is complete, and its bytes are consumed. */
  record Done<T>(T value) implements Step<T> {
    @Override
    public <R> R fold(Supplier<R> needMore, Function<? super T, R> done, Function<Fault, R> bad) {
      return done.apply(value);
    }
  }

  /** It has no valid reading. */
  record Bad<T>(Fault fault) implements Step<T> {
    @Override
    public <R> R fold(Supplier<R> needMore, Function<? super T, R> done, Function<Fault, R> bad) {
      return bad.apply(fault);
    }
  }

  <R> R fold(Supplier<R> needMore, Function<? super T, R> done, Function<Fault, R> bad);

  static <T> Step<T> needMore() {
    return new NeedMore<>();
  }

  static <T> Step<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Step<T> bad(String reason) {
    return new Bad<>(Fault.of(reason));
  }

  static <T> Step<T> beyond(Limit limit, String reason) {
    return new Bad<>(Fault.beyond(limit, reason));
  }

  default <R> Step<R> then(Function<? super T, Step<R>> next) {
    return fold(Step::needMore, next, Bad::new);
  }
}
