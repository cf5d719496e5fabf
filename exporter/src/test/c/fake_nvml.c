/*
 * A stand-in for libnvidia-ml.so.1 with scripted accelerators. What it answers stands in the file "values" beside the library, which
 * is read again whenever it changed; one line an answer:
 *
 *     driver KEY VALUE      gpus (their numbers in the driver's order, as 0,1,2), version, rc (what every call returns), restarts,
 *                           log (1: names of calls go to the file "calls")
 *     N KEY VALUE           of accelerator N; "*" stands for all that have no own line. rc: what every call for it returns.
 *                           field.ID: a field; hang: seconds that each read of its temperature takes; xid COUNT:NUMBER: the last of
 *                           COUNT events; mig.N UUID,NAME
 *
 * A VALUE rc:CODE is returned as the code of that call alone. What has no line is not supported. -DOLD_DRIVER leaves out what
 * drivers before 535 do not have.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUCCESS 0
#define UNINITIALIZED 1
#define INVALID_ARGUMENT 2
#define NOT_SUPPORTED 3
#define NOT_FOUND 6
#define TIMEOUT 10
#define MOST_GPUS 64
#define MOST_LINES 4096

typedef unsigned int uint;
typedef unsigned long long ullong;
typedef struct { int gpu; int mig; uint seen; } Handle;
typedef struct { int gpu; char key[32]; char value[128]; } Line;
typedef struct {
    uint id, scope;
    long long timestamp, latency;
    int type, rc;
    union { double d; int i; uint u; ullong ull; long long ll; } value;
} Field;
typedef struct { Handle *device; ullong type, data; uint gi, ci; } Event;

static Line lines[MOST_LINES];
static int line_count;
static Handle handles[MOST_GPUS];
static char dir[1024];
static struct stat read_last;
static int sessions;
static char restarts[32];

enum { DRIVER = -1, ALL = -2 };

static void read_lines(void) {
    char path[1100], text[256], gpu[16];
    struct stat now;
    if (!dir[0]) {
        Dl_info info;
        dladdr((void *) read_lines, &info);
        snprintf(dir, sizeof dir, "%s", info.dli_fname);
        *strrchr(dir, '/') = 0;
    }
    snprintf(path, sizeof path, "%s/values", dir);
    if (stat(path, &now) || (now.st_ino == read_last.st_ino && now.st_mtim.tv_nsec == read_last.st_mtim.tv_nsec
                && now.st_mtim.tv_sec == read_last.st_mtim.tv_sec))
        return;
    read_last = now;
    FILE *file = fopen(path, "r");
    for (line_count = 0; file && line_count < MOST_LINES && fgets(text, sizeof text, file);) {
        Line *line = &lines[line_count];
        if (sscanf(text, "%15s %31s %127[^\n]", gpu, line->key, line->value) == 3) {
            line->gpu = !strcmp(gpu, "driver") ? DRIVER : !strcmp(gpu, "*") ? ALL : atoi(gpu);
            line_count++;
        }
    }
    if (file) fclose(file);
}

static const char *find(int gpu, const char *key) {
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < line_count; i++)
            if (lines[i].gpu == (pass ? ALL : gpu) && !strcmp(lines[i].key, key)) return lines[i].value;
    return NULL;
}

static const char *driver(const char *key, const char *otherwise) {
    const char *value = find(DRIVER, key);
    return value ? value : otherwise;
}

static void log_call(const char *name, int gpu) {
    if (strcmp(driver("log", "0"), "1")) return;
    char path[1100];
    snprintf(path, sizeof path, "%s/calls", dir);
    FILE *file = fopen(path, "a");
    if (file) { fprintf(file, "%s %d\n", name, gpu); fclose(file); }
}

/* Returns what any call has to return first. */
static int ready(const char *name, Handle *device) {
    read_lines();
    log_call(name, device ? device->gpu : -1);
    int rc = atoi(driver("rc", "0"));
    if (rc) return rc;
    if (!sessions || strcmp(restarts, driver("restarts", "0"))) return UNINITIALIZED;
    const char *own = device ? find(device->gpu, "rc") : NULL;
    return own ? atoi(own) : SUCCESS;
}

/* Finds an answer; its code, and its text where the code is 0. */
static int answer(const char *name, Handle *device, const char *key, const char **value) {
    int rc = ready(name, device);
    if (rc) return rc;
    *value = find(device->gpu, key);
    if (!*value) return NOT_SUPPORTED;
    return strncmp(*value, "rc:", 3) ? SUCCESS : atoi(*value + 3);
}

static int get_uint(const char *name, Handle *device, const char *key, uint *to) {
    const char *value;
    int rc = answer(name, device, key, &value);
    if (!rc) *to = (uint) strtoll(value, NULL, 0);
    return rc;
}

static int get_ulong(const char *name, Handle *device, const char *key, ullong *to) {
    const char *value;
    int rc = answer(name, device, key, &value);
    if (!rc) *to = strtoull(value, NULL, 0);
    return rc;
}

static int get_text(const char *name, Handle *device, const char *key, char *to, uint length) {
    const char *value;
    int rc = answer(name, device, key, &value);
    if (!rc) snprintf(to, length, "%s", value);
    return rc;
}

static int get_numbered(const char *name, Handle *device, const char *key, uint number, uint *to) {
    char full[32];
    snprintf(full, sizeof full, "%s.%u", key, number);
    return get_uint(name, device, full, to);
}

const char *nvmlErrorString(int rc) { return rc == 18 ? "Driver/library version mismatch" : "Scripted"; }

int nvmlInit_v2(void) {
    read_lines();
    log_call("nvmlInit_v2", -1);
    int rc = atoi(driver("rc", "0"));
    if (!rc) { sessions++; snprintf(restarts, sizeof restarts, "%s", driver("restarts", "0")); }
    return rc;
}

int nvmlShutdown(void) {
    log_call("nvmlShutdown", -1);
    if (sessions) sessions--;
    return SUCCESS;
}

int nvmlSystemGetDriverVersion(char *to, uint length) {
    int rc = ready("nvmlSystemGetDriverVersion", NULL);
    if (!rc) snprintf(to, length, "%s", driver("version", "580.95.05"));
    return rc;
}

/* Returns the accelerator at a place in the driver's order, -1 behind the last. */
static int at(uint index) {
    const char *gpus = driver("gpus", "");
    for (; *gpus && index; index--) {
        gpus = strchr(gpus, ',');
        if (!gpus) return -1;
        gpus++;
    }
    return *gpus ? atoi(gpus) : -1;
}

int nvmlDeviceGetCount_v2(uint *count) {
    int rc = ready("nvmlDeviceGetCount_v2", NULL);
    for (*count = 0; !rc && at(*count) >= 0;) ++*count;
    return rc;
}

int nvmlDeviceGetHandleByIndex_v2(uint index, Handle **to) {
    int rc = ready("nvmlDeviceGetHandleByIndex_v2", NULL), gpu = rc ? -1 : at(index);
    if (rc || gpu < 0) return rc ? rc : INVALID_ARGUMENT;
    const char *own = find(gpu, "handle");
    handles[gpu] = (Handle) { gpu, -1, handles[gpu].seen };
    *to = &handles[gpu];
    return own ? atoi(own + 3) : SUCCESS;
}

int nvmlDeviceGetUUID(Handle *device, char *to, uint length) {
    char key[32] = "uuid", pair[128];
    if (device->mig >= 0) snprintf(key, sizeof key, "mig.%d", device->mig);
    int rc = get_text("nvmlDeviceGetUUID", device, key, pair, sizeof pair);
    if (!rc) snprintf(to, length, "%s", device->mig >= 0 ? strtok(pair, ",") : pair);
    return rc;
}

int nvmlDeviceGetName(Handle *device, char *to, uint length) {
    char key[32] = "name", pair[128];
    if (device->mig >= 0) snprintf(key, sizeof key, "mig.%d", device->mig);
    int rc = get_text("nvmlDeviceGetName", device, key, pair, sizeof pair);
    if (!rc) snprintf(to, length, "%s", device->mig >= 0 ? strchr(pair, ',') + 1 : pair);
    return rc;
}

int nvmlDeviceGetPciInfo_v3(Handle *device, char *to) {
    memset(to, 0, 68);
    return get_text("nvmlDeviceGetPciInfo_v3", device, "pci", to + 36, 32);
}

int nvmlDeviceGetUtilizationRates(Handle *device, uint *to) {
    to[1] = 0;
    return get_uint("nvmlDeviceGetUtilizationRates", device, "utilization", to);
}

static int memory(const char *name, Handle *device, ullong *total, ullong *used, ullong *reserved) {
    *reserved = 0;
    int rc = get_ulong(name, device, "memory_total", total);
    if (!rc) rc = get_ulong(name, device, "memory_used", used);
    if (!rc) get_ulong(name, device, "memory_reserved", reserved);
    return rc;
}

int nvmlDeviceGetMemoryInfo(Handle *device, ullong *to) {
    ullong reserved;
    int rc = memory("nvmlDeviceGetMemoryInfo", device, &to[0], &to[2], &reserved);
    to[2] += reserved;
    return rc;
}

static int chip_temperature(const char *name, Handle *device, uint *to) {
    const char *seconds = find(device->gpu, "hang");
    if (seconds) sleep((uint) atoi(seconds));
    return get_uint(name, device, "temperature", to);
}

int nvmlDeviceGetTemperature(Handle *device, int sensor, uint *to) {
    const char *own = find(device->gpu, "temperature_old");
    return sensor ? INVALID_ARGUMENT : own ? atoi(own + 3) : chip_temperature("nvmlDeviceGetTemperature", device, to);
}

int nvmlDeviceGetTemperatureThreshold(Handle *device, uint threshold, uint *to) {
    return get_numbered("nvmlDeviceGetTemperatureThreshold", device, "threshold", threshold, to);
}

int nvmlDeviceGetPowerUsage(Handle *device, uint *to) { return get_uint("nvmlDeviceGetPowerUsage", device, "power", to); }

int nvmlDeviceGetEnforcedPowerLimit(Handle *device, uint *to) {
    return get_uint("nvmlDeviceGetEnforcedPowerLimit", device, "limit.enforced", to);
}

int nvmlDeviceGetPowerManagementDefaultLimit(Handle *device, uint *to) {
    return get_uint("nvmlDeviceGetPowerManagementDefaultLimit", device, "limit.default", to);
}

int nvmlDeviceGetPowerManagementLimitConstraints(Handle *device, uint *min, uint *max) {
    int rc = get_uint("nvmlDeviceGetPowerManagementLimitConstraints", device, "limit.min", min);
    return rc ? rc : get_uint("nvmlDeviceGetPowerManagementLimitConstraints", device, "limit.max", max);
}

int nvmlDeviceGetTotalEnergyConsumption(Handle *device, ullong *to) {
    return get_ulong("nvmlDeviceGetTotalEnergyConsumption", device, "energy", to);
}

int nvmlDeviceGetClockInfo(Handle *device, uint domain, uint *to) {
    return get_numbered("nvmlDeviceGetClockInfo", device, "clock", domain, to);
}

int nvmlDeviceGetMaxClockInfo(Handle *device, uint domain, uint *to) {
    return get_numbered("nvmlDeviceGetMaxClockInfo", device, "max_clock", domain, to);
}

int nvmlDeviceGetCurrentClocksThrottleReasons(Handle *device, ullong *to) {
    return get_ulong("nvmlDeviceGetCurrentClocksThrottleReasons", device, "reasons", to);
}

int nvmlDeviceGetSupportedClocksThrottleReasons(Handle *device, ullong *to) {
    return get_ulong("nvmlDeviceGetSupportedClocksThrottleReasons", device, "supported", to);
}

int nvmlDeviceGetViolationStatus(Handle *device, uint policy, ullong *to) {
    char key[32];
    snprintf(key, sizeof key, "violation.%u", policy);
    to[0] = 0;
    return get_ulong("nvmlDeviceGetViolationStatus", device, key, &to[1]);
}

int nvmlDeviceGetFieldValues(Handle *device, int count, Field *fields) {
    int rc = ready("nvmlDeviceGetFieldValues", device), known = 0;
    for (int i = 0; !rc && i < count; i++) {
        char key[32];
        const char *value;
        snprintf(key, sizeof key, "field.%u", fields[i].id);
        fields[i].rc = answer(key, device, key, &value);
        if (fields[i].rc) continue;
        known++;
        /* As the driver has them: T.Limits are signed, the temperature of the memory is an unsigned int. */
        fields[i].type = fields[i].id >= 193 && fields[i].id <= 196 ? 5 : fields[i].id == 82 ? 1 : 3;
        if (fields[i].type == 5) fields[i].value.i = atoi(value);
        else if (fields[i].type == 1) fields[i].value.u = (uint) strtoll(value, NULL, 0);
        else fields[i].value.ull = strtoull(value, NULL, 0);
    }
    return rc ? rc : count && !known ? NOT_SUPPORTED : SUCCESS;
}

int nvmlDeviceGetFanSpeed_v2(Handle *device, uint fan, uint *to) {
    return get_numbered("nvmlDeviceGetFanSpeed_v2", device, "fan", fan, to);
}

int nvmlDeviceGetTotalEccErrors(Handle *device, uint kind, uint counter, ullong *to) {
    char key[32];
    snprintf(key, sizeof key, "ecc.%u", kind);
    return counter ? INVALID_ARGUMENT : get_ulong("nvmlDeviceGetTotalEccErrors", device, key, to);
}

/* Events: each accelerator tells of its newest Xid once. */
int nvmlEventSetCreate(void **set) {
    *set = handles;
    return ready("nvmlEventSetCreate", NULL);
}

int nvmlDeviceRegisterEvents(Handle *device, ullong types, void *set) {
    const char *xid;
    (void) set;
    int rc = answer("nvmlDeviceRegisterEvents", device, "xid", &xid);
    if (!rc) device->seen = (uint) atoi(xid);
    return rc ? rc : types == 8 ? SUCCESS : INVALID_ARGUMENT;
}

int nvmlEventSetWait_v2(void *set, Event *event, uint timeout) {
    int rc = ready("nvmlEventSetWait_v2", NULL);
    (void) set;
    for (int gpu = 0; !rc && gpu < MOST_GPUS; gpu++) {
        const char *xid = find(gpu, "xid");
        if (xid && (uint) atoi(xid) > handles[gpu].seen) {
            handles[gpu].seen++;
            *event = (Event) { &handles[gpu], 8, strtoull(strchr(xid, ':') + 1, NULL, 10), ~0u, ~0u };
            return SUCCESS;
        }
    }
    if (!rc && timeout) sleep(timeout / 1000);
    return rc ? rc : TIMEOUT;
}

int nvmlEventSetFree(void *set) { (void) set; return SUCCESS; }

#ifndef OLD_DRIVER
static Handle migs[MOST_GPUS][8];

int nvmlDeviceGetTemperatureV(Handle *device, int *to) {
    if (to[0] != (12 | 1 << 24)) return 25;
    return to[1] ? INVALID_ARGUMENT : chip_temperature("nvmlDeviceGetTemperatureV", device, (uint *) &to[2]);
}

int nvmlDeviceGetMarginTemperature(Handle *device, int *to) {
    return to[0] == (8 | 1 << 24) ? get_uint("nvmlDeviceGetMarginTemperature", device, "margin", (uint *) &to[1]) : 25;
}

int nvmlDeviceGetMemoryInfo_v2(Handle *device, ullong *to) {
    if ((uint) to[0] != (40 | 2 << 24)) return 25;
    int rc = memory("nvmlDeviceGetMemoryInfo_v2", device, &to[1], &to[4], &to[2]);
    to[3] = to[1] - to[2] - to[4];
    return rc;
}

int nvmlDeviceGetCurrentClocksEventReasons(Handle *device, ullong *to) {
    return get_ulong("nvmlDeviceGetCurrentClocksEventReasons", device, "reasons", to);
}

int nvmlDeviceGetSupportedClocksEventReasons(Handle *device, ullong *to) {
    return get_ulong("nvmlDeviceGetSupportedClocksEventReasons", device, "supported", to);
}

int nvmlDeviceGetNumFans(Handle *device, uint *to) { return get_uint("nvmlDeviceGetNumFans", device, "fans", to); }

int nvmlDeviceGetMigMode(Handle *device, uint *current, uint *pending) {
    *pending = 0;
    return get_uint("nvmlDeviceGetMigMode", device, "mig", current);
}

int nvmlDeviceGetMaxMigDeviceCount(Handle *device, uint *to) {
    *to = 7;
    return ready("nvmlDeviceGetMaxMigDeviceCount", device);
}

int nvmlDeviceGetMigDeviceHandleByIndex(Handle *device, uint index, Handle **to) {
    char key[32];
    snprintf(key, sizeof key, "mig.%u", index);
    if (ready("nvmlDeviceGetMigDeviceHandleByIndex", device) || !find(device->gpu, key)) return NOT_FOUND;
    migs[device->gpu][index] = (Handle) { device->gpu, (int) index, 0 };
    *to = &migs[device->gpu][index];
    return SUCCESS;
}
#endif
