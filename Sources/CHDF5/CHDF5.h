// The door to HDF5. Only `Datasets` imports this module, and only what it calls is here.
//
// Why a shim:
//   - H5T_NATIVE_UINT8, H5P_FILE_ACCESS, H5E_DEFAULT and their kin are macros that open the library and read a global;
//     Swift does not see them.
//   - Files, data sets, types, spaces and property lists are all one integer type: here files and data sets are two.
//   - A C return code may be dropped without a word. `warn_unused_result` makes dropping it a warning, and warnings are
//     errors in this package. Negative means failure in each.
//   - The library prints a stack of its own functions to stderr on every failure, unless told not to.
//
// The library is not safe to call from two threads at once: the caller holds a lock.

#ifndef COLLAPSAR_CHDF5_H
#define COLLAPSAR_CHDF5_H

#include <hdf5.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define CHDF5_CALL __attribute__((warn_unused_result))

typedef struct { hid_t id; } CHDF5File;
typedef struct { hid_t id; } CHDF5DataSet;

// Starts the library, if it is not started, and keeps it from printing. What damaged files leave behind makes it print at
// exit too, unless told before it starts to leave the exit alone; told once, it refuses to be told again.
CHDF5_CALL static inline int chdf5_start(void) {
  (void)H5dont_atexit();
  if (H5open() < 0) return -1;
  return H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
}

// Opens the bytes of a file, which the library copies; no file is touched, locked or written. The name is what the library
// knows open files by: another open file of the same name would be taken for this one.
CHDF5_CALL static inline CHDF5File chdf5_open(const char *_Nonnull name, const void *_Nonnull bytes, size_t count) {
  CHDF5File file = {-1};
  const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
  if (access < 0) return file;
  // STRONG: whatever else may still be open in the file is closed with it.
  if (H5Pset_fapl_core(access, 1 << 16, 0) >= 0 && H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) >= 0 &&
      H5Pset_file_image(access, (void *)bytes, count) >= 0)
    file.id = H5Fopen(name, H5F_ACC_RDONLY, access);
  // Every call forgets the reasons of the failure before it: these are put aside and back.
  const hid_t reasons = file.id < 0 ? H5Eget_current_stack() : -1;
  (void)H5Pclose(access);
  if (reasons >= 0) (void)H5Eset_current_stack(reasons);
  return file;
}

static inline void chdf5_close_file(CHDF5File file) { (void)H5Fclose(file.id); }

// Positive when a link of this name is there.
CHDF5_CALL static inline int chdf5_has(CHDF5File file, const char *_Nonnull name) {
  return H5Lexists(file.id, name, H5P_DEFAULT);
}

CHDF5_CALL static inline CHDF5DataSet chdf5_open_data_set(CHDF5File file, const char *_Nonnull name) {
  const CHDF5DataSet set = {H5Dopen2(file.id, name, H5P_DEFAULT)};
  return set;
}

static inline void chdf5_close_data_set(CHDF5DataSet set) { (void)H5Dclose(set.id); }

// Returns the rank, and writes as many sizes, of which there are at most H5S_MAX_RANK (32).
CHDF5_CALL static inline int chdf5_sizes(CHDF5DataSet set, uint64_t *_Nonnull sizes) {
  hsize_t extents[H5S_MAX_RANK];
  const hid_t space = H5Dget_space(set.id);
  if (space < 0) return -1;
  const int rank = H5Sget_simple_extent_type(space) == H5S_SIMPLE ? H5Sget_simple_extent_dims(space, extents, NULL) : 0;
  (void)H5Sclose(space);
  for (int axis = 0; axis < rank; ++axis) sizes[axis] = extents[axis];
  return rank;
}

typedef struct { int isInteger; int isSigned; size_t bytes; } CHDF5Element;

CHDF5_CALL static inline int chdf5_element(CHDF5DataSet set, CHDF5Element *_Nonnull element) {
  const hid_t type = H5Dget_type(set.id);
  if (type < 0) return -1;
  element->isInteger = H5Tget_class(type) == H5T_INTEGER;
  element->isSigned = element->isInteger && H5Tget_sign(type) == H5T_SGN_2;
  element->bytes = H5Tget_size(type);
  return H5Tclose(type);
}

// Bytes that the values take in the file, compressed or not; 0 when none were ever written.
static inline uint64_t chdf5_stored_bytes(CHDF5DataSet set) { return H5Dget_storage_size(set.id); }

enum { chdf5_reason_room = 200 };

// Returns the number of the first of a data set's filters that the library cannot find, 0 where it has all of them, and
// writes the name by which the file calls it, at most chdf5_reason_room bytes with the ending 0.
CHDF5_CALL static inline int chdf5_missing_filter(CHDF5DataSet set, char *_Nonnull name) {
  name[0] = 0;
  const hid_t list = H5Dget_create_plist(set.id);
  if (list < 0) return 0;
  int missing = 0;
  const int count = H5Pget_nfilters(list);
  for (int index = 0; index < count && missing == 0; ++index) {
    size_t values = 0;
    unsigned flags = 0;
    const H5Z_filter_t number =
        H5Pget_filter2(list, (unsigned)index, &flags, &values, NULL, chdf5_reason_room, name, NULL);
    name[chdf5_reason_room - 1] = 0;
    if (number > 0 && H5Zfilter_avail(number) <= 0) missing = number;
  }
  (void)H5Pclose(list);
  return missing;
}

// All values, in the order of the last index first; integers of another width are converted.
CHDF5_CALL static inline int chdf5_read_uint8(CHDF5DataSet set, uint8_t *_Nonnull values) {
  return H5Dread(set.id, H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}
CHDF5_CALL static inline int chdf5_read_int64(CHDF5DataSet set, int64_t *_Nonnull values) {
  return H5Dread(set.id, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}

static inline herr_t chdf5_keep_first(unsigned depth, const H5E_error2_t *error, void *text) {
  if (depth == 0 && error->desc != NULL) (void)snprintf((char *)text, chdf5_reason_room, "%s", error->desc);
  return 0;
}

// Writes what the innermost function said about the last failure, at most chdf5_reason_room bytes with the ending 0.
static inline void chdf5_reason(char *_Nonnull text) {
  text[0] = 0;
  (void)H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, chdf5_keep_first, text);
}

#endif
