/// The templates that the kit is made of.
package enum Templates {}
