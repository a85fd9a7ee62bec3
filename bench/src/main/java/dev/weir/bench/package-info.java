/** Micro-benchmarks of what every request passes through; run with JMH. */
package dev.weir.bench;
