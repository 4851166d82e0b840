// The door to MPI. Only `MessagePassing` imports this module.
//
// Why a shim at all, when <mpi.h> can be imported as it is:
//   - MPI_COMM_WORLD, the datatypes, the operations and MPI_IN_PLACE are macros that cast the address of a global.
//     Swift imports integer macros only, so each needs a function that returns it.
//   - Every handle is a pointer to a type the header leaves incomplete, so to Swift a communicator, a datatype and an
//     operation are all `OpaquePointer?`: one could be passed for another, or nil, and libmpi would crash on it. A
//     struct around each makes them three types, and `_Nonnull` leaves no nil to pass.
//   - A C return code may be dropped without a word. `warn_unused_result` makes dropping it a warning, and warnings are
//     errors in this package.
//   - MPI's argument lists mix six integers in a row; the Swift names label them.
//
// Only what is called is here; add a line when a call is added. Counts, ranks and tags are C `int`, as MPI-3 has them:
// turning a Swift `Int` into one without losing anything is the caller's work.

#ifndef COLLAPSAR_CMPI_H
#define COLLAPSAR_CMPI_H

#include <mpi.h>
#include <stdbool.h>

// The code has to be looked at, and the name is what Swift sees.
#define CMPI_CALL(name) __attribute__((warn_unused_result, swift_name(name)))
// For functions that return a value and cannot fail.
#define CMPI_NAME(name) __attribute__((swift_name(name)))

// Handles, one type each. A request is the only one that is null in its ordinary life (MPI sets it so on completion).
typedef struct { MPI_Comm _Nonnull handle; } CMPICommunicator;
typedef struct { MPI_Datatype _Nonnull handle; } CMPIDatatype;
typedef struct { MPI_Op _Nonnull handle; } CMPIOperation;
typedef struct { MPI_Request _Nullable handle; } CMPIRequest;

// Integer macros import by themselves (MPI_SUCCESS, MPI_ERR_RANK, OMPI_MAJOR_VERSION, …); these handles do not.
CMPI_NAME("getter:CMPICommunicator.world()")
static inline CMPICommunicator cmpi_world(void) { return (CMPICommunicator){MPI_COMM_WORLD}; }

CMPI_NAME("getter:CMPIDatatype.uint8()")
static inline CMPIDatatype cmpi_uint8(void) { return (CMPIDatatype){MPI_UINT8_T}; }
CMPI_NAME("getter:CMPIDatatype.int32()")
static inline CMPIDatatype cmpi_int32(void) { return (CMPIDatatype){MPI_INT32_T}; }
CMPI_NAME("getter:CMPIDatatype.int64()")
static inline CMPIDatatype cmpi_int64(void) { return (CMPIDatatype){MPI_INT64_T}; }
CMPI_NAME("getter:CMPIDatatype.uint64()")
static inline CMPIDatatype cmpi_uint64(void) { return (CMPIDatatype){MPI_UINT64_T}; }
CMPI_NAME("getter:CMPIDatatype.double()")
static inline CMPIDatatype cmpi_double(void) { return (CMPIDatatype){MPI_DOUBLE}; }

CMPI_NAME("getter:CMPIOperation.sum()")
static inline CMPIOperation cmpi_sum(void) { return (CMPIOperation){MPI_SUM}; }
CMPI_NAME("getter:CMPIOperation.minimum()")
static inline CMPIOperation cmpi_minimum(void) { return (CMPIOperation){MPI_MIN}; }
CMPI_NAME("getter:CMPIOperation.maximum()")
static inline CMPIOperation cmpi_maximum(void) { return (CMPIOperation){MPI_MAX}; }

// The life of the process in MPI. argc and argv are not passed: MPI-2 and later do without.
CMPI_CALL("cmpiInitialize(required:provided:)")
static inline int cmpi_init_thread(int required, int *_Nonnull provided) {
  return MPI_Init_thread(NULL, NULL, required, provided);
}
CMPI_CALL("cmpiIsInitialized(_:)")
static inline int cmpi_initialized(int *_Nonnull flag) { return MPI_Initialized(flag); }
CMPI_CALL("cmpiIsFinalized(_:)")
static inline int cmpi_finalized(int *_Nonnull flag) { return MPI_Finalized(flag); }
CMPI_CALL("cmpiFinalize()")
static inline int cmpi_finalize(void) { return MPI_Finalize(); }

// Texts. Each buffer must hold the library's own maximum, MPI_MAX_…, which imports as an integer.
CMPI_CALL("cmpiErrorString(code:into:length:)")
static inline int cmpi_error_string(int code, char *_Nonnull text, int *_Nonnull length) {
  return MPI_Error_string(code, text, length);
}
CMPI_CALL("cmpiProcessorName(into:length:)")
static inline int cmpi_processor_name(char *_Nonnull text, int *_Nonnull length) {
  return MPI_Get_processor_name(text, length);
}
CMPI_CALL("cmpiLibraryVersion(into:length:)")
static inline int cmpi_library_version(char *_Nonnull text, int *_Nonnull length) {
  return MPI_Get_library_version(text, length);
}

// Without MPI_ERRORS_RETURN an error kills the job inside the library; MPI_ERRORS_RETURN is a cast, so it stays here.
CMPI_CALL("CMPICommunicator.returnErrors(self:)")
static inline int cmpi_return_errors(CMPICommunicator communicator) {
  return MPI_Comm_set_errhandler(communicator.handle, MPI_ERRORS_RETURN);
}
CMPI_CALL("CMPICommunicator.rank(self:into:)")
static inline int cmpi_rank(CMPICommunicator communicator, int *_Nonnull rank) {
  return MPI_Comm_rank(communicator.handle, rank);
}
CMPI_CALL("CMPICommunicator.size(self:into:)")
static inline int cmpi_size(CMPICommunicator communicator, int *_Nonnull size) {
  return MPI_Comm_size(communicator.handle, size);
}
// MPI_Abort is not declared noreturn, and Open MPI may return from it: the caller exits afterwards in any case.
CMPI_CALL("CMPICommunicator.abort(self:code:)")
static inline int cmpi_abort(CMPICommunicator communicator, int code) { return MPI_Abort(communicator.handle, code); }

// Collectives, the kind that only starts (MPI-3): whoever waits can look after other things meanwhile. Buffers, and the
// arrays of counts and displacements, must stay where they are until the request is complete. Buffers are `_Nullable`
// where MPI allows null: with a count of zero, or where a rank's is not looked at.
CMPI_CALL("CMPICommunicator.barrier(self:request:)")
static inline int cmpi_ibarrier(CMPICommunicator communicator, CMPIRequest *_Nonnull request) {
  return MPI_Ibarrier(communicator.handle, &request->handle);
}

CMPI_CALL("CMPICommunicator.broadcast(self:_:count:type:root:request:)")
static inline int cmpi_ibcast(
    CMPICommunicator communicator, void *_Nullable buffer, int count, CMPIDatatype type, int root,
    CMPIRequest *_Nonnull request) {
  return MPI_Ibcast(buffer, count, type.handle, root, communicator.handle, &request->handle);
}

// `values` holds this rank's part and, on the root, the result afterwards. MPI_IN_PLACE is legal on the root alone.
CMPI_CALL("CMPICommunicator.reduce(self:inPlace:count:type:operation:root:isRoot:request:)")
static inline int cmpi_ireduce(
    CMPICommunicator communicator, void *_Nullable values, int count, CMPIDatatype type, CMPIOperation operation,
    int root, bool isRoot, CMPIRequest *_Nonnull request) {
  return MPI_Ireduce(
      isRoot ? MPI_IN_PLACE : values, isRoot ? values : NULL, count, type.handle, operation.handle, root,
      communicator.handle, &request->handle);
}

CMPI_CALL("CMPICommunicator.allReduce(self:inPlace:count:type:operation:request:)")
static inline int cmpi_iallreduce(
    CMPICommunicator communicator, void *_Nullable values, int count, CMPIDatatype type, CMPIOperation operation,
    CMPIRequest *_Nonnull request) {
  return MPI_Iallreduce(
      MPI_IN_PLACE, values, count, type.handle, operation.handle, communicator.handle, &request->handle);
}

// One element from each rank, in place: rank r has written its own into values[r].
CMPI_CALL("CMPICommunicator.allGather(self:inPlace:type:request:)")
static inline int cmpi_iallgather(
    CMPICommunicator communicator, void *_Nonnull values, CMPIDatatype type, CMPIRequest *_Nonnull request) {
  return MPI_Iallgather(
      MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, values, 1, type.handle, communicator.handle, &request->handle);
}

CMPI_CALL("CMPICommunicator.gather(self:_:count:into:counts:displacements:type:root:request:)")
static inline int cmpi_igatherv(
    CMPICommunicator communicator, const void *_Nullable values, int count, void *_Nullable gathered,
    const int *_Nonnull counts, const int *_Nonnull displacements, CMPIDatatype type, int root,
    CMPIRequest *_Nonnull request) {
  return MPI_Igatherv(
      values, count, type.handle, gathered, counts, displacements, type.handle, root, communicator.handle,
      &request->handle);
}

// Messages. The buffer must stay where it is until the request is complete: whoever holds the request owns both.
CMPI_CALL("CMPICommunicator.send(self:_:count:type:to:tag:request:)")
static inline int cmpi_isend(
    CMPICommunicator communicator, const void *_Nullable buffer, int count, CMPIDatatype type, int destination, int tag,
    CMPIRequest *_Nonnull request) {
  return MPI_Isend(buffer, count, type.handle, destination, tag, communicator.handle, &request->handle);
}
CMPI_CALL("CMPICommunicator.receive(self:_:count:type:from:tag:request:)")
static inline int cmpi_irecv(
    CMPICommunicator communicator, void *_Nullable buffer, int count, CMPIDatatype type, int source, int tag,
    CMPIRequest *_Nonnull request) {
  return MPI_Irecv(buffer, count, type.handle, source, tag, communicator.handle, &request->handle);
}
// Whether a message from any rank is here to be taken; the status says whose it is.
CMPI_CALL("CMPICommunicator.probe(self:tag:flag:status:)")
static inline int cmpi_iprobe(
    CMPICommunicator communicator, int tag, int *_Nonnull flag, MPI_Status *_Nonnull status) {
  return MPI_Iprobe(MPI_ANY_SOURCE, tag, communicator.handle, flag, status);
}
// Takes a message that a probe has seen.
CMPI_CALL("CMPICommunicator.take(self:_:count:type:from:tag:status:)")
static inline int cmpi_recv(
    CMPICommunicator communicator, void *_Nullable buffer, int count, CMPIDatatype type, int source, int tag,
    MPI_Status *_Nonnull status) {
  return MPI_Recv(buffer, count, type.handle, source, tag, communicator.handle, status);
}
// A status is always asked for: MPI_STATUS_IGNORE does not import, and the length of a message is read from it.
CMPI_CALL("CMPIRequest.test(self:flag:status:)")
static inline int cmpi_test(CMPIRequest *_Nonnull request, int *_Nonnull flag, MPI_Status *_Nonnull status) {
  return MPI_Test(&request->handle, flag, status);
}
CMPI_CALL("CMPIRequest.wait(self:status:)")
static inline int cmpi_wait(CMPIRequest *_Nonnull request, MPI_Status *_Nonnull status) {
  return MPI_Wait(&request->handle, status);
}
CMPI_CALL("cmpiCount(of:type:into:)")
static inline int cmpi_get_count(const MPI_Status *_Nonnull status, CMPIDatatype type, int *_Nonnull count) {
  return MPI_Get_count(status, type.handle, count);
}

#endif
