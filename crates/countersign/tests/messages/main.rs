//! Messages: what is told to whom, in which words, and how it travels; and how dispatches do.

#[cfg(test)]
mod addresses;
#[cfg(test)]
mod delivering;
#[cfg(test)]
mod dispatches;
#[cfg(test)]
mod explaining;
#[cfg(test)]
mod own_words;
#[cfg(test)]
mod telling;
#[cfg(test)]
mod undoing;
#[cfg(test)]
mod ways;
#[cfg(test)]
mod words;
#[cfg(test)]
mod world;
