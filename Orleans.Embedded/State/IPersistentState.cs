using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>
/// A named stored state of a grain, taken as a constructor parameter with <see cref="PersistentStateAttribute"/>. It has
/// been read before <see cref="IGrainBase.OnActivateAsync"/> runs; where nothing is stored its value is a new object.
/// </summary>
public interface IPersistentState<TState> : IStorage<TState>;
