package io.sekisho.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Maven cannot see of the house's rules: packages, clocks, blocking, names. */
final class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.sekisho");
  private static final String RULES = "io.sekisho.rules..";
  private static final String CORE = "io.sekisho.proxy..";
  private static final String APP = "io.sekisho.app..";

  /** Where core may wait, and why: never on an event loop. */
  private static final Set<String> MAY_WAIT =
      Set.of(
          // they open and close, on the thread of whoever starts and stops the program
          "io.sekisho.proxy.EventLoops",
          "io.sekisho.proxy.listener.Listeners",
          "io.sekisho.proxy.listener.WayIn",
          // on the event loops of whoever embeds LittleProxy, which wait for it anyway
          "io.sekisho.proxy.littleproxy.SystemLookUp");

  /** Where core may touch a file, and why. */
  private static final Set<String> MAY_READ_FILES =
      Set.of(
          // reads the system's resolvers once, when the program starts
          "io.sekisho.proxy.dns.SystemResolvers",
          // touches none: a method that it has to have is asked with a socket, and ignores it
          "io.sekisho.proxy.ca.ServerIdentity");

  private static final Set<String> WAITING =
      Set.of(
          "sleep",
          "await",
          "awaitUninterruptibly",
          "sync",
          "syncUninterruptibly",
          "join",
          "acquire",
          "acquireUninterruptibly",
          "invokeAll",
          "invokeAny",
          "awaitTermination",
          "take",
          "wait");
  private static final Set<String> LOOK_UPS = Set.of("getByName", "getAllByName", "getLocalHost");

  @Test
  void rulesKnowNothingOfTheRest() {
    noClasses()
        .that()
        .resideInAPackage(RULES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            CORE,
            APP,
            "io.netty..",
            "org.slf4j..",
            "ch.qos.logback..",
            "io.micrometer..",
            "io.vertx..",
            "com.fasterxml.jackson.databind..")
        .check(HOUSE);
  }

  @Test
  void coreKnowsNothingOfTheProgramAroundIt() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            APP,
            "io.micrometer..",
            "io.vertx..",
            "com.fasterxml.jackson..",
            "picocli..",
            "ch.qos.logback..")
        .check(HOUSE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(packages()).should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void rulesReadOnlyTheClockThatTheyAreGiven() {
    noClasses()
        .that()
        .resideInAPackage(RULES)
        .should()
        .accessTargetWhere(readsAClock())
        .check(HOUSE);
  }

  @Test
  void nothingBlocksAnEventLoop() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .and(areNotIn(MAY_WAIT))
        .should()
        .accessTargetWhere(blocks())
        .check(HOUSE);
  }

  @Test
  void coreDoesNoBlockingFileOrSocketIo() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .and(areNotIn(MAY_READ_FILES))
        .should()
        .dependOnClassesThat(areBlockingIo())
        .check(HOUSE);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Common|Misc)(\\$.*)?")
        .orShould()
        .haveNameMatching("(.*\\.)?(Abstract|Base)[A-Z][^.]*")
        .check(HOUSE);
  }

  @Test
  void onlyOnePackageKnowsLittleProxy() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.sekisho.proxy.littleproxy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.littleshoot..", "io.github.littleproxy..")
        .check(HOUSE);
  }

  /** What it pulls in serves it alone, too. */
  @Test
  void onlyOnePackageKnowsWhatComesWithLittleProxy() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.sekisho.proxy.littleproxy..")
        .and()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google..", "org.apache.commons..", "io.netty.handler.codec.http..")
        .check(HOUSE);
  }

  /** Each package is a slice of its own, whatever packages its name contains. */
  private static SliceAssignment packages() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(type.getPackageName());
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }

  private static DescribedPredicate<JavaAccess<?>> readsAClock() {
    return DescribedPredicate.describe(
        "reads a clock",
        access ->
            isOneOf(access.getTarget(), "java.time.Instant", "now")
                || isOneOf(access.getTarget(), "java.time.LocalDate", "now")
                || isOneOf(access.getTarget(), "java.time.LocalDateTime", "now")
                || isOneOf(access.getTarget(), "java.time.ZonedDateTime", "now")
                || isOneOf(access.getTarget(), "java.time.InstantSource", "system")
                || isOneOf(access.getTarget(), "java.lang.System", "currentTimeMillis")
                || (owner(access.getTarget()).equals("java.time.Clock")
                    && access.getTarget().getName().startsWith("system")));
  }

  private static DescribedPredicate<JavaAccess<?>> blocks() {
    return DescribedPredicate.describe(
        "blocks",
        access ->
            waits(access.getTarget())
                || (owner(access.getTarget()).equals("java.net.InetAddress")
                    && LOOK_UPS.contains(access.getTarget().getName())));
  }

  private static boolean waits(AccessTarget target) {
    String owner = owner(target);
    boolean waitable =
        owner.startsWith("java.util.concurrent.")
            || owner.startsWith("io.netty.")
            || owner.equals("java.lang.Thread")
            || owner.equals("java.lang.Object");
    return waitable && (WAITING.contains(target.getName()) || isFutureGet(target));
  }

  private static boolean isFutureGet(AccessTarget target) {
    return target.getName().equals("get")
        && (target.getOwner().isAssignableTo(java.util.concurrent.Future.class)
            || owner(target).endsWith("Future"));
  }

  private static boolean isOneOf(AccessTarget target, String owner, String name) {
    return owner(target).equals(owner) && target.getName().equals(name);
  }

  private static String owner(AccessTarget target) {
    return target.getOwner().getName();
  }

  private static DescribedPredicate<JavaClass> areNotIn(Set<String> allowed) {
    return DescribedPredicate.describe(
        "are not among " + allowed, type -> !allowed.contains(type.getName()));
  }

  private static DescribedPredicate<JavaClass> areBlockingIo() {
    return DescribedPredicate.describe(
        "do blocking I/O",
        type ->
            type.getName().startsWith("java.io.File")
                || type.getName().startsWith("java.io.RandomAccessFile")
                || type.getName().startsWith("java.nio.file.")
                || Set.of("java.net.Socket", "java.net.ServerSocket", "java.net.URLConnection")
                    .contains(type.getName()));
  }
}
