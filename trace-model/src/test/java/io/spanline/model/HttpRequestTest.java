package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRequestTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      textBlock =
          """
          http.request.method=GET http.route=/o/{id} url.path=/o/7 http.response.status_code=200 -> GET /o/{id} /o/7 200
          http.method=GET http.route=/o/{id} http.target=/o/7?a=1 http.status_code=500 -> GET /o/{id} /o/7 500
          http.method=POST http.url=https://u:p@shop.example:8443/o/7?a=1#b http.status_code=201 -> POST - /o/7 201
          http.request.method=GET http.method=PUT url.path=/new http.target=/old -> GET - /new -
          http.target=http://proxied.example/o/7#a http.url=http://shop.example/other -> - - /o/7 -
          http.url=http://shop.example?a=1 -> - - / -
          http.target=?a=1 -> - - - -
          http.target=shop.example/o/7 -> - - - -
          http.target=/@user?a=1 -> - - /@user -
          http.url=https://u:pa/S3@shop.example/o/7 -> - - - -
          rpc.method=Place -> - - - -
          """)
  void readsTheNamesOfTodayAndThoseBefore(String attributes, String said) {
    Spans span = Spans.entry("a");
    for (String attribute : attributes.split(" ")) {
      String[] pair = attribute.split("=", 2);
      span = span.with(pair[0], pair[1]);
    }
    HttpRequest request = new HttpRequest(span.span());

    assertThat(
            Stream.of(request.method(), request.route(), request.path(), request.status())
                .map(each -> each.orElse("-"))
                .collect(Collectors.joining(" ")))
        .isEqualTo(said);
  }
}
