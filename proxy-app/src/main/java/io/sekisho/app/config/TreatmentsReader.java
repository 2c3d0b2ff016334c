package io.sekisho.app.config;

import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Treatment;
import io.sekisho.proxy.Treatments;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.Undecided.Handling;
import io.sekisho.rules.indicator.AddressPrefix;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code mode}, {@code answer} and {@code undecided} at the top of the file, and again for each of
 * {@code groups}, which inherits key by key what it does not set.
 */
final class TreatmentsReader {
  private static final Choice<Handling> HANDLINGS = Choice.of(Handling.values(), Handling::label);

  /** Letters, marks, digits, punctuation and symbols of any script, and single spaces between. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]+( [\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]+)*");

  private static final int LONGEST_NAME = 64;

  private final Section root;
  private final Set<String> names = new HashSet<>();

  TreatmentsReader(Section root) {
    this.root = root;
  }

  Treatments read() {
    AnswersReader answers = new AnswersReader(root);
    AnswerPolicy usual = answers.top();
    Map<Undecided, Handling> undecided = undecided(root.section("undecided"));
    List<Treatments.Group> groups = new ArrayList<>();
    root.items("groups")
        .forEach(
            (at, item) -> {
              Section group = root.item(at, item);
              groups.add(group(group, answers.of(group), undecided));
            });
    answers.check();
    return new Treatments(new Treatment(usual, undecided), groups);
  }

  private static Map<Undecided, Handling> undecided(Section undecided) {
    Map<Undecided, Handling> handlings = new EnumMap<>(Undecided.class);
    for (Undecided why : Undecided.values()) {
      String fallback = why == Undecided.MALFORMED ? "reset" : "relay";
      handlings.put(why, undecided.value(why.label(), HANDLINGS, fallback));
    }
    return handlings;
  }

  private Treatments.Group group(
      Section group, AnswerPolicy answer, Map<Undecided, Handling> inherited) {
    Optional<String> name = group.required("name", TreatmentsReader::name);
    name.filter(text -> !names.add(text.toLowerCase(Locale.ROOT)))
        .ifPresent(text -> group.fault("name", text + " is the name of another group already"));
    List<AddressPrefix> clients = group.requiredList("clients", Destinations::prefix);
    Map<Undecided, Handling> undecided = new EnumMap<>(inherited);
    Section own = group.section("undecided");
    for (Undecided why : Undecided.values()) {
      own.inherited(why.label(), HANDLINGS).ifPresent(handling -> undecided.put(why, handling));
    }
    return new Treatments.Group(clients, new Treatment(name.orElse(null), answer, undecided));
  }

  private static String name(String text) throws BadValue {
    if (text.length() > LONGEST_NAME || !NAME.matcher(text).matches()) {
      throw new BadValue(
          "is not a name: up to 64 printable characters, with single spaces between");
    }
    return text;
  }
}
