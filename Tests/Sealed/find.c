/* Finds canaries in files, in one pass, however many there are: find CANARIES < PATHS
 *
 * CANARIES holds a line "label<TAB>sixteen letters and digits" for each; PATHS one path a line. Each canary is looked for
 * as it is, in small and in capital letters, in hex, in base64 at its three alignments, in UTF-16 of both orders, and
 * percent-encoded; and any ten bytes of it in a row, in case that it was cut up. Prints "path<TAB>place<TAB>form<TAB>label"
 * for the first hits, and the sums on the last line. Exit codes: 0 nothing found, 1 found, 2 could not read.
 *
 * A table of the first eight bytes of every form answers most places with one look into a bitmap.
 */
#include <ctype.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LENGTH = 16, LONGEST = 64, FRAGMENT = 10, PRINTED = 50 };
enum { RAW, SMALL, CAPITAL, HEX_SMALL, HEX_CAPITAL, BASE64_0, BASE64_1, BASE64_2, UTF16_LE, UTF16_BE, PERCENT_CAPITAL,
       PERCENT_SMALL, FRAGMENT_1, FORMS = FRAGMENT_1 + LENGTH - FRAGMENT };
static const char *const names[] = {"as it is", "small letters", "capitals", "hex", "hex in capitals", "base64", "base64 + 1",
                                    "base64 + 2", "UTF-16LE", "UTF-16BE", "percent-encoded", "percent-encoded, small"};

static char (*canaries)[LENGTH];
static char **labels;
static uint32_t canary_count;
static uint64_t *keys;
static uint32_t *values; /* canary * 32 + form + 1; 0 is empty */
static uint64_t mask;
static uint8_t *bitmap;
static int bitmap_bits = 20;

static uint64_t mix(uint64_t key) { return (key ^ key >> 29) * 0x9E3779B97F4A7C15u; }

static int base64(const char *canary, int before, char *out) {
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t bytes[LENGTH + 4] = {0};
    memcpy(bytes + before, canary, LENGTH);
    int first = (8 * before + 5) / 6, past = 8 * (before + LENGTH) / 6, length = 0;
    for (int at = first; at < past; at++) {
        int bit = at * 6;
        uint32_t two = (uint32_t)bytes[bit / 8] << 8 | bytes[bit / 8 + 1];
        out[length++] = alphabet[two >> (10 - bit % 8) & 63];
    }
    return length;
}

/* Writes a canary in one of its forms, and returns its length. Letters and digits alone give no + or / that the other
 * base64 would write differently at the places that are known, but for a few, which the other forms catch. */
static int write_form(const char *canary, int form, char *out) {
    static const char *const hex[] = {"0123456789abcdef", "0123456789ABCDEF"};
    if (form >= FRAGMENT_1) {
        memcpy(out, canary + 1 + form - FRAGMENT_1, FRAGMENT);
        return FRAGMENT;
    }
    if (form >= BASE64_0 && form <= BASE64_2) return base64(canary, form - BASE64_0, out);
    int length = 0;
    for (int at = 0; at < LENGTH; at++) {
        unsigned char byte = (unsigned char)canary[at];
        switch (form) {
        case RAW: out[length++] = (char)byte; break;
        case SMALL: out[length++] = (char)tolower(byte); break;
        case CAPITAL: out[length++] = (char)toupper(byte); break;
        case HEX_SMALL: case HEX_CAPITAL:
            out[length++] = hex[form - HEX_SMALL][byte >> 4], out[length++] = hex[form - HEX_SMALL][byte & 15];
            break;
        case UTF16_LE: out[length++] = (char)byte, out[length++] = 0; break;
        case UTF16_BE: out[length++] = 0, out[length++] = (char)byte; break;
        default:
            out[length++] = '%';
            out[length++] = hex[form == PERCENT_CAPITAL][byte >> 4], out[length++] = hex[form == PERCENT_CAPITAL][byte & 15];
        }
    }
    return length;
}

static void add(uint32_t canary, int form) {
    char text[LONGEST];
    write_form(canaries[canary], form, text);
    uint64_t key, at;
    memcpy(&key, text, 8);
    uint64_t hash = mix(key);
    bitmap[hash >> (64 - bitmap_bits) >> 3] |= (uint8_t)(1 << (hash >> (64 - bitmap_bits) & 7));
    for (at = hash >> 20 & mask; values[at]; at = (at + 1) & mask) {}
    keys[at] = key;
    values[at] = canary * 32 + (uint32_t)form + 1;
}

static void read_canaries(const char *path) {
    FILE *file = fopen(path, "r");
    char line[256];
    if (!file) { perror(path); exit(2); }
    for (uint32_t room = 0; fgets(line, sizeof line, file);) {
        char *tab = strchr(line, '\t');
        if (!tab || strlen(tab + 1) < LENGTH) continue;
        if (canary_count == room) {
            room = room ? room * 2 : 1024;
            canaries = realloc(canaries, room * sizeof *canaries);
            labels = realloc(labels, room * sizeof *labels);
        }
        *tab = 0;
        memcpy(canaries[canary_count], tab + 1, LENGTH);
        /* Few labels for many canaries, and each run of one stands together. */
        labels[canary_count] = canary_count && !strcmp(labels[canary_count - 1], line) ? labels[canary_count - 1] : strdup(line);
        canary_count++;
    }
    fclose(file);
    uint64_t size = 1024;
    while (size < (uint64_t)canary_count * FORMS * 2) size *= 2;
    mask = size - 1;
    keys = calloc(size, sizeof *keys);
    values = calloc(size, sizeof *values);
    /* It stays within the processor's cache while it can. */
    while (bitmap_bits < 30 && 1ull << bitmap_bits < (uint64_t)canary_count * FORMS * 64) bitmap_bits++;
    bitmap = calloc(1u << (bitmap_bits - 3), 1);
    if (!keys || !values || !bitmap) { fputs("not enough memory\n", stderr); exit(2); }
    for (uint32_t canary = 0; canary < canary_count; canary++)
        for (int form = 0; form < FORMS; form++) add(canary, form);
}

static uint64_t hits, scanned, files;

static void scan(const char *path) {
    int file = open(path, O_RDONLY);
    struct stat facts;
    if (file < 0 || fstat(file, &facts)) { perror(path); exit(2); }
    files++;
    scanned += (uint64_t)facts.st_size;
    if (facts.st_size < 8) { close(file); return; }
    const char *bytes = mmap(NULL, (size_t)facts.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) { perror(path); exit(2); }
    for (uint64_t place = 0; place + 8 <= (uint64_t)facts.st_size; place++) {
        uint64_t key;
        memcpy(&key, bytes + place, 8);
        uint64_t hash = mix(key);
        if (!(bitmap[hash >> (64 - bitmap_bits) >> 3] >> (hash >> (64 - bitmap_bits) & 7) & 1)) continue;
        for (uint64_t at = hash >> 20 & mask; values[at]; at = (at + 1) & mask) {
            if (keys[at] != key) continue;
            uint32_t canary = (values[at] - 1) / 32;
            int form = (int)((values[at] - 1) % 32);
            char text[LONGEST];
            uint64_t length = (uint64_t)write_form(canaries[canary], form, text);
            if (place + length > (uint64_t)facts.st_size || memcmp(bytes + place, text, length)) continue;
            if (hits++ < PRINTED)
                printf("%s\t%llu\t%s\t%s\n", path, (unsigned long long)place, form < FRAGMENT_1 ? names[form] : "a part",
                       labels[canary]);
        }
    }
    munmap((void *)bytes, (size_t)facts.st_size);
    close(file);
}

int main(int count, char **arguments) {
    char path[4096];
    if (count != 2) { fputs("usage: find CANARIES < PATHS\n", stderr); return 2; }
    read_canaries(arguments[1]);
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        scan(path);
    }
    printf("%u canaries, %llu files, %llu bytes: %llu hits\n", canary_count, (unsigned long long)files,
           (unsigned long long)scanned, (unsigned long long)hits);
    return hits > 0;
}
