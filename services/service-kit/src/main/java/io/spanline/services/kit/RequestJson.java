package io.spanline.services.kit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;

/** Reads the JSON body of a request, strictly. */
public final class RequestJson {

  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private RequestJson() {}

  /**
   * The body as the given type.
   *
   * @throws ShopProblemException 400 that says what was wanted; never the parser's words, which
   *     name classes
   */
  public static <T> T of(Context request, Class<T> type, String wanted) {
    try {
      T body = MAPPER.readValue(request.bodyAsBytes(), type);
      if (body != null) {
        return body;
      }
    } catch (IOException malformed) {
      // Falls through to the same answer as a body of null.
    }
    throw new ShopProblemException(HttpStatus.BAD_REQUEST, "the body must be " + wanted);
  }
}
