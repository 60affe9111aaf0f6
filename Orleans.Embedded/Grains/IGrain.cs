using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Marks an interface as a grain interface. Every method must return <see cref="Task"/>, <see cref="Task{TResult}"/>,
/// <see cref="ValueTask"/> or <see cref="ValueTask{TResult}"/>, and must not be generic.
/// </summary>
public interface IGrain : IAddressable;

/// <summary>A grain whose key is a <see cref="Guid"/>.</summary>
public interface IGrainWithGuidKey : IGrain;

/// <summary>A grain whose key is a 64-bit integer.</summary>
public interface IGrainWithIntegerKey : IGrain;

/// <summary>A grain whose key is a string that is neither empty nor white space.</summary>
public interface IGrainWithStringKey : IGrain;
