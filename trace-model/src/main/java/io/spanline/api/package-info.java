/**
 * The answers of streams-baseline's REST interface, as {@code openapi.yaml} describes them: written
 * by the server, read back by its clients. Fields that a reader does not know are ignored.
 */
@NullMarked
package io.spanline.api;

import org.jspecify.annotations.NullMarked;
