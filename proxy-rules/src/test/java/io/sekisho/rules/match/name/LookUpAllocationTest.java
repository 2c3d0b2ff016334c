package io.sekisho.rules.match.name;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.lang.management.ManagementFactory;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LookUpAllocationTest {
  private static final HashKey KEY = new HashKey(5, 6, 7, 8);
  private static final int ASKED = 500;

  /** The virtual machine takes a few bytes itself now and then, while code is new. */
  private static final int ROUNDS = 10;

  private static final String MOST_LABELS = "a.".repeat(126) + "b";
  private static final PackedNames TABLE = table();

  /** What is asked for, and how many entries cover each at least and at most. */
  enum Asked {
    CLEAN("host%d.not-listed.example", 0, 0),
    SUB_TREE("name%d.example", 1, 1),
    BELOW_A_SUB_TREE("www.name%d.example.", 1, 1),
    EXACT("exact%d.example", 1, 1),
    BELOW_AN_EXACT_NAME("www.exact%d.example", 0, 0),
    OF_CHARACTERS_SELDOM_SEEN("www.nam*%d.\u00c4.example", 1, 1),
    WITH_CHARACTERS_SELDOM_SEEN("www!%d.\u00c4.name1.example", 1, 1),
    LONGER_THAN_A_NAME("a".repeat(300) + "%d.name1.example", 0, 0),
    OF_MOST_LABELS(MOST_LABELS, 128, 128),
    OF_MOST_LABELS_AND_CLEAN("a.".repeat(125) + "b.c", 0, 0);

    private final String host;
    private final int fewest;
    private final int most;

    Asked(String host, int fewest, int most) {
      this.host = host;
      this.fewest = fewest;
      this.most = most;
    }

    String host(int number) {
      return host.formatted(number);
    }
  }

  /** How a host comes. */
  enum Form {
    STRING {
      @Override
      void to(HostWalk walk, Host host) {
        walk.to(host.text);
      }
    },
    STRING_IN_UPPER_CASE {
      @Override
      void to(HostWalk walk, Host host) {
        walk.to(host.upperCase);
      }
    },
    CHARACTERS {
      @Override
      void to(HostWalk walk, Host host) {
        walk.to(host.characters);
      }
    },
    BYTES {
      @Override
      void to(HostWalk walk, Host host) {
        walk.to(host.bytes, 0, host.text.length());
      }
    },
    BYTES_WITHIN_OTHERS {
      @Override
      void to(HostWalk walk, Host host) {
        walk.to(host.line, Host.BEFORE.length(), host.line.length - 1);
      }
    };

    abstract void to(HostWalk walk, Host host);
  }

  /** One host in each of the forms. */
  private static final class Host {
    static final String BEFORE = "GET http://";

    final String text;
    final String upperCase;
    final CharSequence characters;
    final byte[] bytes;
    final byte[] line;

    Host(String text) {
      this.text = text;
      this.upperCase = text.toUpperCase(Locale.ROOT);
      this.characters = CharBuffer.wrap(text.toCharArray());
      this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      this.line = (BEFORE + upperCase + "/").getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private final HostWalk walk = new HostWalk(KEY);
  private final Hits hits = new Hits();

  static Stream<Arguments> askedInEveryForm() {
    return Stream.of(Asked.values())
        .flatMap(asked -> Stream.of(Form.values()).map(form -> Arguments.of(asked, form)));
  }

  @ParameterizedTest
  @MethodSource("askedInEveryForm")
  void lookingUpAllocatesNothing(Asked asked, Form form) {
    List<Host> hosts = IntStream.range(0, ASKED).mapToObj(i -> new Host(asked.host(i))).toList();

    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      least = Math.min(least, allocatedFor(hosts, asked, form));
    }

    assertThat(least).isZero();
  }

  /** The bytes, once it is known what it takes to ask how many they are. */
  private long allocatedFor(List<Host> hosts, Asked asked, Form form) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int wrong = 0;
    long before = threads.getCurrentThreadAllocatedBytes();
    long toAsk = threads.getCurrentThreadAllocatedBytes() - before;
    long begun = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < hosts.size(); i++) {
      hits.clear();
      form.to(walk, hosts.get(i));
      TABLE.collect(walk, hits);
      TABLE.find(walk, Extent.SUB_TREE);
      TABLE.find(walk, Extent.EXACT);
      wrong += hits.count() < asked.fewest || hits.count() > asked.most ? 1 : 0;
    }
    long took = threads.getCurrentThreadAllocatedBytes() - begun - toAsk;
    assertThat(wrong).isZero();
    return took;
  }

  private static PackedNames table() {
    NameList list = new NameList();
    for (int i = 0; i < ASKED; i++) {
      list.add(Asked.SUB_TREE.host(i), Extent.SUB_TREE);
      list.add(Asked.EXACT.host(i), Extent.EXACT);
      list.add("nam*%d.\u00c4.example".formatted(i), Extent.SUB_TREE);
    }
    for (int i = 0; i < MOST_LABELS.length(); i += 2) {
      list.add(MOST_LABELS.substring(i), Extent.SUB_TREE);
    }
    list.add(MOST_LABELS, Extent.EXACT);
    return PackedNames.over(PackedNames.build(list.sorted(KEY).distinct(), list.size(), KEY), KEY);
  }
}
