package io.spanline.capture.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CleanTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET",
        "/orders/7",
        "/orders/{id}",
        "service-a",
        "127.0.0.1:18082",
        "http://127.0.0.1:18082/orders/7?x=1&page=2",
        "https://shop.example/@jane/orders",
        "https://shop.example:8443/@jane",
        "java.lang.IllegalStateException",
        "order.OrderService/Place",
        "jane.doe@shop.example",
        "basic needs",
        "status code: 5",
        "primary key: id",
        "100%",
        "/caf%C3%A9/50%25",
        "AKIA",
        "?page=2&sort=key",
        "token",
        "token="
      })
  void leavesAloneWhatHoldsNothing(String text) {
    assertThat(CleanText.of(text)).isSameAs(text).satisfies(t -> CleanText.isClean(t));
    assertThat(CleanText.isClean(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://u:S3@shop.example/x | https://shop.example/x",
        "https://S3@shop.example | https://shop.example",
        "https://u:p/S3@shop.example | https://shop.example",
        "https://a@b:S3@shop.example | https://shop.example",
        "amqp://u:S3@h/,amqp://u:S3@i/ | amqp://h/,amqp://i/",
        "u:S3@shop.example:80 | shop.example:80",
        "/x?token=S3&page=2 | /x?token=****&page=2",
        "token=S3 | token=****",
        "page=2;key=S3 | page=2;key=****",
        "/x?X-Goog-Signature=S3 | /x?X-Goog-Signature=****",
        "/x?AWSAccessKeyId=S3&Signature=S3&sig=S3 | /x?AWSAccessKeyId=****&Signature=****&sig=****",
        "/x?code=S3&state=S3#access_token=S3 | /x?code=****&state=****",
        "/x#access_token=S3 | /x#access_token=****",
        "/x?%74oken=S3 | /x?%74oken=****",
        "/x?user[password]=S3 | /x?user[password]=****",
        "/x?next=https%3A%2F%2Fu%3AS3%40h%2F | /x?next=****",
        "/x?next=%2Fy%3Ftoken%3DS3&a=1 | /x?next=****&a=1",
        "/x?next=%252Fy%253Ftoken%253DS3 | /x?next=****",
        "/orders/password%3DS3/y | /orders/****/y",
        "/orders/token=S3 | /orders/token=****",
        "/x;jsessionid=S3?y=1 | /x;jsessionid=****",
        "said password: S3 to him | said password: **** to him",
        "{\"password\":\"S3\",\"a\":1} | {\"password\":\"****\",\"a\":1}",
        "{\\\"api_key\\\": \\\"S3\\\"} | {\\\"api_key\\\": \\\"****\"}",
        "Authorization: Token S3 S3 | Authorization: ****",
        "Bearer S3S3S3S3S3 | ****",
        "x bearer+S3S3S3S3S3 y | x **** y",
        "Basic%20S3S3S3S3S3%3D | ****",
        "eyJhbGciOiJIUzI1.eyJzdWIiOiJTMyJ9.S3 | ****",
        "AKIAS3S3S3S3S3S3S3S3 | ****",
        "ghp_S3S3S3S3S3S3S3S3S3S3S3S3 | ****",
        "sk_live_S3S3S3S3S3S3S3 | ****",
        "a -----BEGIN PRIVATE KEY----- S3 -----END PRIVATE KEY----- b | a **** b",
        "a -----BEGIN RSA PRIVATE KEY----- S3 | a ****",
        "jdbc:postgresql://h/db?user=a&password=S3 | jdbc:postgresql://h/db?user=a&password=****",
        "Server=h;Password=S3;Db=x | Server=h;Password=****;Db=x",
      })
  void takesSecretsOut(String text, String clean) {
    assertThat(CleanText.of(text)).isEqualTo(clean).doesNotContain("S3");
    assertThat(CleanText.of(clean)).isSameAs(clean);
  }

  @Test
  void blanksWhatIsTooLongToLookThrough() {
    String text = "x".repeat(20_000);

    assertThat(CleanText.of(text)).isSameAs(text);
    assertThat(CleanText.of(text + "=")).isEqualTo("****");
  }

  @Test
  void blanksWhatBaresMoreWithEachRound() {
    assertThat(CleanText.of("https://" + "a@".repeat(200) + "h")).doesNotContain("a@");
    assertThat(CleanText.of("http://" + "//x:y@".repeat(50))).doesNotContain("x:y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /orders?card=S3 | GET /orders",
        "GET https://u:S3@h/x#S3 | GET https://h/x",
        "publish#1 | publish#1",
        "C# worker? | C# worker?"
      })
  void cutsTheQueryOfAName(String name, String clean) {
    assertThat(CleanText.ofName(name, rule -> {})).isEqualTo(clean);
    assertThat(CleanText.isCleanName(clean)).isTrue();
  }
}
