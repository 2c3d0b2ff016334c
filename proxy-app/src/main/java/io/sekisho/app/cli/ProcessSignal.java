package io.sekisho.app.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operating system asks of the process. {@code sun.misc.Signal} is all that Java has for
 * it, and the compiler warns of any use: so it is reached by reflection, here alone.
 */
enum ProcessSignal {
  /** Stop. */
  TERM,
  /** Stop, from a terminal. */
  INT,
  /** Read the configuration and the feeds again. */
  HUP;

  private static final Logger LOG = LoggerFactory.getLogger(ProcessSignal.class);

  /**
   * Runs {@code handler}, on a thread of the JVM, whenever the signal arrives; not every system has
   * every signal.
   */
  void handle(Runnable handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(), new Class<?>[] {handlerType}, calling(handler));
      signal
          .getMethod("handle", signal, handlerType)
          .invoke(null, signal.getConstructor(String.class).newInstance(name()), proxy);
    } catch (ReflectiveOperationException e) {
      LOG.info("Signal {} is not to be had here: {}", name(), e.toString());
    }
  }

  private static InvocationHandler calling(Runnable handler) {
    return (proxy, method, arguments) -> {
      return switch (method.getName()) {
        case "equals" -> arguments != null && proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        case "toString" -> "signal handler";
        default -> {
          handler.run();
          yield null;
        }
      };
    };
  }
}
