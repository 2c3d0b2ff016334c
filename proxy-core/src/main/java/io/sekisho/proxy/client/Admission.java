package io.sekisho.proxy.client;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.http.Headers.Field;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether the client of a request may make it. */
public sealed interface Admission {

  /**
   * It may.
   *
   * @param name of the user that the client has proved to be; null where nobody asked
   */
  record Admitted(@Nullable String name) implements Admission {
    public Optional<String> user() {
      return Optional.ofNullable(name);
    }

    @Override
    public void match(Consumer<Admitted> admitted, Consumer<Refused> refused) {
      admitted.accept(this);
    }
  }

  /**
   * It may not.
   *
   * @param detail for a person; names no user
   * @param fields that the answer has to carry
   */
  record Refused(RefusalReason reason, String detail, List<Field> fields) implements Admission {
    public Refused {
      fields = List.copyOf(fields);
    }

    @Override
    public void match(Consumer<Admitted> admitted, Consumer<Refused> refused) {
      refused.accept(this);
    }
  }

  void match(Consumer<Admitted> admitted, Consumer<Refused> refused);
}
