package io.sekisho.rules.indicator;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** A value read from text that cannot be trusted: either it, or why it was refused. */
public sealed interface Parsed<T> {

  /** The text has this canonical value. */
  record Accepted<T>(T value) implements Parsed<T> {
    @Override
    public <R> R fold(Function<? super T, R> accepted, Function<Refusal, R> refused) {
      return accepted.apply(value);
    }
  }

  /** The text has no canonical value. */
  record Refused<T>(Refusal reason) implements Parsed<T> {
    @Override
    public <R> R fold(Function<? super T, R> accepted, Function<Refusal, R> refused) {
      return refused.apply(reason);
    }
  }

  <R> R fold(Function<? super T, R> accepted, Function<Refusal, R> refused);

  default Optional<T> accepted() {
    return fold(Optional::<T>of, reason -> Optional.empty());
  }

  /**
   * The value of text that is known to be good, such as a constant.
   *
   * @throws NoSuchElementException where it was refused, with the reason
   */
  default T orElseThrow() {
    return fold(
        value -> value,
        reason -> {
          throw new NoSuchElementException(reason.label());
        });
  }

  default <R> Parsed<R> flatMap(Function<? super T, Parsed<R>> next) {
    return fold(next, Refused::new);
  }

  static <T> Parsed<T> of(T value) {
    return new Accepted<>(value);
  }

  static <T> Parsed<T> refused(Refusal reason) {
    return new Refused<>(reason);
  }
}
