/** What every REST interface of Spanline shares: a loopback server, JSON, problem+json, health. */
@NullMarked
package io.spanline.rest;

import org.jspecify.annotations.NullMarked;
