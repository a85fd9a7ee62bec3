package dev.weir.config;

/** Reads the text of one setting, which is neither blank nor padded. */
@FunctionalInterface
interface Parser<T> {
    T parse(String text) throws InvalidValue;
}
