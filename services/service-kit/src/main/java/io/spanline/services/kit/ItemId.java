package io.spanline.services.kit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.regex.Pattern;

/** The id of a product, an order or a payment: safe to be put into the path of a further call. */
public record ItemId(@JsonValue String text) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9-]{1,40}");

  @JsonCreator
  public ItemId {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException("id must match " + SHAPE);
    }
  }

  /** The {@code {id}} of the request's route; a problem 400 if it is none. */
  public static ItemId of(Context request) {
    try {
      return new ItemId(request.pathParam("id"));
    } catch (IllegalArgumentException malformed) {
      throw new ShopProblemException(
          HttpStatus.BAD_REQUEST, "id must be 1 to 40 letters, digits or hyphens");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
