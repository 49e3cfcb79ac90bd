package io.spanline.captures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every part of a file by its JSON pointer, for tests that spoil each in turn. */
public final class JsonParts {
  private JsonParts() {}

  /** The pointers of all parts but the whole. */
  public static List<String> pointers(JsonNode tree) {
    List<String> pointers = new ArrayList<>();
    collect(tree, "", pointers);
    return pointers;
  }

  private static void collect(JsonNode node, String pointer, List<String> pointers) {
    node.properties()
        .forEach(
            field -> {
              String name = field.getKey().replace("~", "~0").replace("/", "~1");
              pointers.add(pointer + "/" + name);
              collect(field.getValue(), pointer + "/" + name, pointers);
            });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      pointers.add(pointer + "/" + i);
      collect(node.get(i), pointer + "/" + i, pointers);
    }
  }

  /** Replaces a part of the tree; null removes it. */
  public static JsonNode set(JsonNode tree, String pointer, @Nullable JsonNode value) {
    int last = pointer.lastIndexOf('/');
    JsonNode parent = tree.at(pointer.substring(0, last));
    String field = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
    if (parent instanceof ArrayNode array && value == null) {
      array.remove(Integer.parseInt(field));
    } else if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(field), value);
    } else if (value == null) {
      ((ObjectNode) parent).remove(field);
    } else {
      ((ObjectNode) parent).set(field, value);
    }
    return tree;
  }
}
