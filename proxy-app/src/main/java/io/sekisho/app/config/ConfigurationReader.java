package io.sekisho.app.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.sekisho.app.config.RootReader.Secrets;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a configuration file, or gives the configuration that holds without one. */
public final class ConfigurationReader {
  private static final long MAX_FILE_SIZE = 4 << 20;
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .build();

  private ConfigurationReader() {}

  /**
   * The configuration in a file.
   *
   * @throws ConfigFaults with everything that is wrong, where anything is
   */
  public static Configuration read(Path file) throws ConfigFaults {
    return read(file, Secrets.READ);
  }

  /**
   * The same, but for the authority, whose files only the service itself may be able to read, or
   * which is still to be made.
   */
  public static Configuration readWithoutAuthority(Path file) throws ConfigFaults {
    return read(file, Secrets.LEFT_ALONE);
  }

  private static Configuration read(Path file, Secrets secrets) throws ConfigFaults {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path directory = parent == null ? absolute : parent;
    String text = text(absolute);
    if (text.isBlank()) {
      throw unusable(file + " is empty");
    }
    return read(tree(text), new Locations(directory), directory.resolve("sekisho-state"), secrets);
  }

  /** The built-in defaults: the explicit listener is on, and state is kept below {@code home}. */
  public static Configuration withoutFile(Path home) {
    try {
      return read(
          YAML.createObjectNode().putNull("explicit"),
          new Locations(home),
          home.resolve(".local/state/sekisho"));
    } catch (ConfigFaults e) {
      throw new IllegalStateException("the defaults are faulty", e);
    }
  }

  static Configuration read(JsonNode tree, Locations locations, Path state) throws ConfigFaults {
    return read(tree, locations, state, Secrets.READ);
  }

  private static Configuration read(JsonNode tree, Locations locations, Path state, Secrets secrets)
      throws ConfigFaults {
    Reading reading = new Reading();
    RootReader root = new RootReader(reading.root(tree), locations, secrets);
    Configuration configuration = root.read(state);
    reading.finish();
    return configuration;
  }

  static JsonNode tree(String text) throws ConfigFaults {
    try (JsonParser parser = YAML.createParser(text)) {
      JsonNode tree = YAML.readTree(parser);
      if (parser.nextToken() != null) {
        throw unusable(place(parser.currentTokenLocation()) + "a second document begins");
      }
      boolean empty = tree == null || (tree.isTextual() && tree.textValue().isEmpty());
      return empty ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      throw unusable(place(e.getLocation()) + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be read", e);
    }
  }

  private static String text(Path file) throws ConfigFaults {
    try {
      if (Files.isDirectory(file)) {
        throw unusable(file + " is a directory, not a configuration file");
      }
      if (Files.size(file) > MAX_FILE_SIZE) {
        throw unusable(file + " is larger than 4 MiB, so it is not a configuration file");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw unusable(file + " does not exist");
    } catch (CharacterCodingException e) {
      throw unusable(file + " is not UTF-8 text");
    } catch (IOException e) {
      throw unusable(file + " cannot be read: " + e.getMessage());
    }
  }

  private static String place(JsonLocation at) {
    return at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("not YAML");
  }

  private static ConfigFaults unusable(String message) {
    return new ConfigFaults(List.of(new ConfigFault("", message)));
  }
}
