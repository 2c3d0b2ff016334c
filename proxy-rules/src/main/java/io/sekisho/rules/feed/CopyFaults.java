package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FormatDetection;
import io.sekisho.rules.feed.format.UnclearColumnsException;
import io.sekisho.rules.match.table.TableFullException;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The sentences for copies that make no sense as a whole. */
final class CopyFaults {
  private CopyFaults() {}

  static FeedFailure of(FeedCopy copy, IOException e) {
    if (e instanceof CopyTooLargeException) {
      return failure(FeedFault.TOO_LARGE, copy, e.getMessage());
    }
    if (e instanceof NoRoomException) {
      return failure(FeedFault.NO_ROOM, copy, e.getMessage());
    }
    if (e instanceof UnclearColumnsException) {
      return failure(FeedFault.UNKNOWN_FORMAT, copy, e.getMessage());
    }
    if (e instanceof EOFException) {
      return failure(FeedFault.BROKEN_ARCHIVE, copy, "is packed data that ends too soon");
    }
    return e instanceof ZipException
        ? failure(
            FeedFault.BROKEN_ARCHIVE,
            copy,
            "is packed in a way that is of no use: " + e.getMessage())
        : failure(FeedFault.UNREADABLE, copy, "cannot be read: " + e.getMessage());
  }

  static FeedFailure of(FeedCopy copy, TableFullException e) {
    return failure(FeedFault.NO_ROOM, copy, "does not fit into a table: " + e.getMessage());
  }

  static FeedFailure of(FeedCopy copy, FormatDetection.Unknown unknown) {
    return failure(
        FeedFault.UNKNOWN_FORMAT,
        copy,
        "is in no format known here: line " + unknown.line() + " is \"" + unknown.text() + "\"");
  }

  static FeedFailure of(FeedCopy copy, FormatDetection.Ambiguous ambiguous) {
    return failure(
        FeedFault.AMBIGUOUS_FORMAT,
        copy,
        "could be " + String.join(" or ", ambiguous.labels()) + ": set its format");
  }

  private static FeedFailure failure(FeedFault fault, FeedCopy copy, @Nullable String what) {
    return new FeedFailure(fault, copy.origin() + " " + what);
  }
}
