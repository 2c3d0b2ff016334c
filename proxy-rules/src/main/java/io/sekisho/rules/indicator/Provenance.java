package io.sekisho.rules.indicator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a claim comes from, as far as its source says (terms of STIX 2.1, 4.7); null, or empty,
 * where it does not.
 *
 * @param firstSeen when the source first saw the destination used
 * @param lastSeen when it last did
 * @param reference where the source tells more, mostly a URL; never fetched
 * @param tags the source's own words, in its order
 * @param site whose machine it is
 * @param category what kind of threat the source calls it, in its own word
 */
public record Provenance(
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    @Nullable String reference,
    List<String> tags,
    Site site,
    @Nullable String category) {
  /** The source says nothing. */
  public static final Provenance NONE = new Provenance(null, null, null, List.of(), Site.UNKNOWN);

  /** Whose machine a destination is. */
  public enum Site {
    UNKNOWN,
    /** Somebody's own, broken into: what else is on it is legitimate. */
    COMPROMISED
  }

  /** Of a source that has no kinds of threats. */
  public Provenance(
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      @Nullable String reference,
      List<String> tags,
      Site site) {
    this(firstSeen, lastSeen, reference, tags, site, null);
  }

  public Provenance {
    tags = List.copyOf(tags);
  }

  public Provenance withFirstSeen(@Nullable Instant time) {
    return new Provenance(time, lastSeen, reference, tags, site, category);
  }

  public Provenance withLastSeen(@Nullable Instant time) {
    return new Provenance(firstSeen, time, reference, tags, site, category);
  }

  public Provenance withReference(@Nullable String where) {
    return new Provenance(firstSeen, lastSeen, where, tags, site, category);
  }

  public Provenance withTags(List<String> words) {
    return new Provenance(firstSeen, lastSeen, reference, words, site, category);
  }

  public Provenance onSite(Site whose) {
    return new Provenance(firstSeen, lastSeen, reference, tags, whose, category);
  }

  public Provenance inCategory(@Nullable String word) {
    return new Provenance(firstSeen, lastSeen, reference, tags, site, word);
  }

  public Optional<Instant> first() {
    return Optional.ofNullable(firstSeen);
  }

  public Optional<Instant> last() {
    return Optional.ofNullable(lastSeen);
  }

  public Optional<String> knownReference() {
    return Optional.ofNullable(reference);
  }

  public Optional<String> knownCategory() {
    return Optional.ofNullable(category);
  }
}
