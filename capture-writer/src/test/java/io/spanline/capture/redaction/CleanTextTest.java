package io.spanline.capture.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Random;
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
        "/x?code=S3&state=S3#access_token=S3 | /x?code=****&state=****#access_token=****",
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
        "{\\\"api_key\\\": \\\"S3\\\"} | {\\\"api_key\\\": \\\"****\\\"}",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http://user:pa,S3@host/x | http://host/x",
        "http://user:hunter'S3@host/ | http://host/",
        "http://user:a\"S3@host/ | http://host/",
        "http://u:12/S3@h/ | http://h/",
        "http://u:12/S3@h/,http://v:12/S3@i/ | http://h/,http://i/",
        "http://u:p?S3@h/ | http://h/",
        "user:pa,S3@host | host",
        "user:hunter'S3@host | host",
        "user:p@S3@host | host",
        "user:pa/S3@host | host",
        "jdbc:oracle:thin:scott/S3@h:1521/db | h:1521/db",
        "http://[::1]:80/@jane | http://[::1]:80/@jane",
        "http://localhost:80/x?mail=jane@h | http://localhost:80/x?mail=jane@h",
      })
  void takesUserInfoOutWhateverThePasswordIsMadeOf(String text, String clean) {
    assertThat(CleanText.of(text)).isEqualTo(clean).doesNotContain("S3");
    assertThat(CleanText.of(clean)).isSameAs(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password_confirmation",
        "passwordConfirm",
        "password2",
        "user[password_confirmation]",
        "token[0]",
        "token%5B0%5D",
        "tokens",
        "TOKEN(1)",
        "passcode",
        "pw",
        "pw2",
        "access_code",
        "auth-code",
        "client_secret_old",
        "credentials.json",
        "tokenizer_token",
      })
  void knowsTheNamesOfSecrets(String name) {
    assertThat(CleanText.of("/x?a=1&" + name + "=S3&b=2"))
        .startsWith("/x?a=1&")
        .endsWith("****&b=2")
        .doesNotContain("S3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokenizer", "token_type", "secretary", "page", "power", "zip_code"})
  void knowsNamesThatOnlySoundSo(String name) {
    String text = "/x?" + name + "=7";

    assertThat(CleanText.of(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "?password=o'brienS3&a=1 | ?password=****&a=1",
        "?password='a'S3&a=1 | ?password=****&a=1",
        "?token=a<S3 | ?token=****",
        "?token=a,S3#b | ?token=****#b",
        "?token=abc;S3 | ?token=****",
        "?token=abc;S3= | ?token=****",
        "?token=abc;a=1 | ?token=****;a=1",
        "?token=[\"a\"]S3 | ?token=****",
        "{\"password\":\"S3 RET S3\"} | {\"password\":\"****\"}",
        "{\"password\":\"a\\\"S3\",\"b\":1} | {\"password\":\"****\",\"b\":1}",
        "{\"password\":\"a'S3\"} | {\"password\":\"****\"}",
        "{\\\"password\\\":\\\"a\\\\\\\"S3\\\"} | {\\\"password\\\":\\\"****\\\"}",
        "{\"password\":[\"S3\",\"]S3\"],\"b\":1} | {\"password\":****,\"b\":1}",
        "{\"token\":{\"v\":[\"S3\"]},\"b\":1} | {\"token\":****,\"b\":1}",
        "{\"token\":{\"v\":\"S3 S3 | {\"token\":****",
        "{\"password\":53,\"b\":1} | {\"password\":****,\"b\":1}",
        "{\"password\":53,S3} | {\"password\":****",
        "password: \"S3 S3 | password: ****",
      })
  void takesOutValuesToTheirEnd(String text, String clean) {
    assertThat(CleanText.of(text)).isEqualTo(clean).doesNotContain("S3");
    assertThat(CleanText.of(clean)).isSameAs(clean);
  }

  @Test
  void noSecretOfASensitiveNameIsLeftWhateverItIsMadeOf() {
    Random random = new Random(11);
    String signs = "ab1/,;:'\"<>()[]{}@.-_~!$*+%=\\";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder secret = new StringBuilder("S3");
      for (int left = random.nextInt(8); left > 0; left--) {
        secret.insert(
            random.nextInt(secret.length()) == 0 ? 0 : secret.length(),
            signs.charAt(random.nextInt(signs.length())));
      }
      // What follows a ; and is given something is the next parameter.
      String query = "https://h/x?a=1&password=" + secret.toString().replace('=', '_') + "&b=2";
      String url = "https://user:" + secret + "x@h/";

      assertThat(CleanText.of(query)).as(query).doesNotContain("S3");
      // That begins another URL.
      if (secret.indexOf("://") < 0) {
        assertThat(CleanText.of(url)).as(url).doesNotContain("S3");
      }
    }
  }

  @Test
  void doesNotTakeLongForTextsMadeToTakeLong() {
    for (String part :
        List.of(
            "//a:1", "//", "token", "a:", "token:\"", "password:[", ";a ", "'\"", "@", "a:b/")) {
      String text = part.repeat(16_000 / part.length()) + ":x@h";

      assertTimeout(Duration.ofSeconds(2), () -> CleanText.of(text), part);
    }
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
