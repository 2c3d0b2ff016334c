package io.sekisho.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sekisho.rules.snapshot.file.SectionEntry;
import io.sekisho.rules.snapshot.file.SnapshotCounts;
import io.sekisho.rules.snapshot.file.SnapshotFault;
import io.sekisho.rules.snapshot.file.SnapshotHeader;
import io.sekisho.rules.snapshot.file.SnapshotInfo;
import java.io.PrintWriter;
import java.util.Locale;

/** What is known of a snapshot file, for a terminal and as JSON. Its key is in neither. */
final class SnapshotText {
  private SnapshotText() {}

  static void print(SnapshotInfo info, PrintWriter out) {
    info.knownVersion()
        .ifPresent(
            version ->
                out.println(
                    "version %s, for readers from %d.%d"
                        .formatted(version, version.major(), version.minimumReader())));
    info.knownHeader().ifPresent(header -> print(header, out));
    out.printf("%,d bytes%n", info.size());
    for (SnapshotInfo.SectionInfo section : info.sections()) {
      SectionEntry entry = section.entry();
      out.printf(
          "%15d  %15d  %08x  %s  %s%n",
          entry.offset(), entry.length(), entry.checksum(), state(section), entry);
    }
  }

  private static void print(SnapshotHeader header, PrintWriter out) {
    out.println("generation " + header.generation() + ", id " + header.id());
    out.println("created " + header.created());
    out.println("changes up to " + header.lastSequence());
    SnapshotCounts counts = header.counts();
    out.printf(
        "%,d names, %,d addresses, %,d keys, %,d claims%n",
        counts.names(), counts.addresses(), counts.keys(), counts.claims());
  }

  static ObjectNode json(SnapshotInfo info) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("file", info.file().toString()).put("sound", info.isSound()).put("size", info.size());
    info.knownVersion()
        .ifPresent(
            version ->
                root.put("version", version.toString())
                    .put("minimum-reader", version.minimumReader()));
    info.knownHeader().ifPresent(header -> put(header, root));
    info.sections().forEach(section -> put(section, root.withArray("sections").addObject()));
    for (SnapshotFault fault : info.faults()) {
      root.withArray("faults")
          .addObject()
          .put("reason", label(fault.reason()))
          .put("detail", fault.detail());
    }
    return root;
  }

  private static void put(SnapshotHeader header, ObjectNode root) {
    root.put("generation", header.generation())
        .put("id", header.id().toString())
        .put("created", header.created().toString())
        .put("last-sequence", header.lastSequence());
    SnapshotCounts counts = header.counts();
    root.putObject("counts")
        .put("names", counts.names())
        .put("addresses", counts.addresses())
        .put("keys", counts.keys())
        .put("claims", counts.claims());
  }

  private static void put(SnapshotInfo.SectionInfo section, ObjectNode node) {
    SectionEntry entry = section.entry();
    node.put("number", entry.number());
    entry.section().ifPresent(known -> node.put("name", known.name()));
    node.put("need", entry.need().name().toLowerCase(Locale.ROOT))
        .put("offset", entry.offset())
        .put("length", entry.length())
        .put("crc32c", "%08x".formatted(entry.checksum()))
        .put("state", state(section));
  }

  private static String state(SnapshotInfo.SectionInfo section) {
    return section.knownFault().map(fault -> label(fault.reason())).orElse("sound");
  }

  private static String label(SnapshotFault.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
