package io.sekisho.proxy.dns;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;
import java.util.function.Function;

/** What came of looking a name up. */
public sealed interface Resolution {

  /**
   * Every address that the name has, in the order of the answer.
   *
   * @param aliases the names that it is another name for (CNAME)
   */
  record Answers(List<HostName> aliases, List<IpAddress> addresses) implements Resolution {
    public Answers {
      aliases = List.copyOf(aliases);
      addresses = List.copyOf(addresses);
    }

    @Override
    public <R> R fold(
        Function<Answers, R> answers,
        Function<NoAnswer, R> noAnswer,
        Function<TimedOut, R> timedOut) {
      return answers.apply(this);
    }
  }

  /** The name has no address, or the resolvers cannot say. */
  record NoAnswer(String detail) implements Resolution {
    @Override
    public <R> R fold(
        Function<Answers, R> answers,
        Function<NoAnswer, R> noAnswer,
        Function<TimedOut, R> timedOut) {
      return noAnswer.apply(this);
    }
  }

  /** No resolver answered in time. */
  record TimedOut(String detail) implements Resolution {
    @Override
    public <R> R fold(
        Function<Answers, R> answers,
        Function<NoAnswer, R> noAnswer,
        Function<TimedOut, R> timedOut) {
      return timedOut.apply(this);
    }
  }

  <R> R fold(
      Function<Answers, R> answers, Function<NoAnswer, R> noAnswer, Function<TimedOut, R> timedOut);
}
